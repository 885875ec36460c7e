import type { Random } from '../random.ts'

/** Changes bytes; the same bytes for the same random numbers. What it is given is not changed. */
export type Mutation = (bytes: Uint8Array, random: Random, other: Uint8Array) => Uint8Array

const most = 8

/** A few bytes become others. */
export const changeBytes: Mutation = (bytes, random) => {
  const copy = Uint8Array.from(bytes)
  for (let count = 1 + random.below(most); count > 0; count -= 1) copy[random.below(copy.length)] = random.below(256)
  return copy
}

/** One bit becomes the other. */
export const flipBit: Mutation = (bytes, random) => {
  const copy = Uint8Array.from(bytes)
  const at = random.below(copy.length)
  copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8))
  return copy
}

/** Some bytes go. */
export const deleteSpan: Mutation = (bytes, random) => {
  const { start, end } = anySpan(bytes, random)
  return joined(bytes.subarray(0, start), bytes.subarray(end))
}

/** Some bytes stand there twice, or elsewhere too. */
export const duplicateSpan: Mutation = (bytes, random) => {
  const { start, end } = anySpan(bytes, random)
  const at = random.oneIn(2) ? end : random.below(bytes.length + 1)
  return joined(bytes.subarray(0, at), bytes.subarray(start, end), bytes.subarray(at))
}

/** Two spans change places. */
export const swapSpans: Mutation = (bytes, random) => {
  const one = anySpan(bytes, random)
  const two = anySpan(bytes, random)
  const [first, second] = one.start <= two.start ? [one, two] : [two, one]
  if (first.end > second.start) return deleteSpan(bytes, random, bytes)
  return joined(
    bytes.subarray(0, first.start),
    bytes.subarray(second.start, second.end),
    bytes.subarray(first.end, second.start),
    bytes.subarray(first.start, first.end),
    bytes.subarray(second.end),
  )
}

/** The end is missing. */
export const truncate: Mutation = (bytes, random) => bytes.slice(0, random.below(bytes.length))

/** The begin of one and the end of another, or one after the other. */
export const splice: Mutation = (bytes, random, other) =>
  random.oneIn(3)
    ? joined(bytes, other)
    : joined(bytes.subarray(0, random.below(bytes.length)), other.subarray(random.below(other.length)))

/** Every mutation that needs to know nothing of the format. */
export const byteMutations = { changeBytes, flipBit, deleteSpan, duplicateSpan, swapSpans, truncate, splice } as const

/** Several pieces as one, copied. */
export function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces))
}

/** Mostly short, for a short one leaves most of the file in order. */
function anySpan(bytes: Uint8Array, random: Random): { start: number; end: number } {
  const start = random.below(bytes.length)
  const longest = random.oneIn(4) ? bytes.length - start : Math.min(64, bytes.length - start)
  return { start, end: start + 1 + random.below(longest) }
}
