import type { Random } from '../random.ts'
import { changeBytes, joined, type Mutation } from './bytes.ts'

/** One element: where its tag stands, where its contents begin, where it ends. */
interface Element {
  readonly start: number
  readonly contents: number
  readonly end: number
}

const mostDepth = 24

/** An element goes, comes twice, or takes the place of another; the lengths around it stay as they were, or not. */
export const moveElements: Mutation = (bytes, random, other) => {
  const elements = elementsOf(bytes)
  if (elements.length < 2) return changeBytes(bytes, random, other)
  const [one, two] = [random.pick(elements), random.pick(elements)]
  const piece = bytes.subarray(two.start, two.end)
  const kept = random.oneIn(2) ? bytes.subarray(one.start, one.end) : new Uint8Array(0)
  return rewritten(bytes, elements, one, joined(kept, random.oneIn(3) ? new Uint8Array(0) : piece), random)
}

/** A tag becomes another. */
export const changeTag: Mutation = (bytes, random, other) => {
  const elements = elementsOf(bytes)
  if (elements.length === 0) return changeBytes(bytes, random, other)
  const copy = Uint8Array.from(bytes)
  copy[random.pick(elements).start] = random.pick([
    1, 2, 3, 4, 5, 6, 10, 12, 19, 23, 24, 48, 49, 128, 160, 161, 163, 31, 0,
  ])
  return copy
}

/** A length lies: too long, too short, indefinite, not the shortest form. */
export const changeLength: Mutation = (bytes, random, other) => {
  const elements = elementsOf(bytes)
  if (elements.length === 0) return changeBytes(bytes, random, other)
  const { start, contents } = random.pick(elements)
  const lies = [
    [0x80],
    [0x00],
    [0x7f],
    [0x81, 0x01],
    [0x82, 0xff, 0xff],
    [0x84, 0x7f, 0xff, 0xff, 0xff],
    [0x88, 1, 1, 1, 1, 1, 1, 1, 1],
  ]
  return joined(bytes.subarray(0, start + 1), Uint8Array.from(random.pick(lies)), bytes.subarray(contents))
}

/** The contents of an element are others: empty, huge, or elements within elements a thousand deep. */
export const changeContents: Mutation = (bytes, random, other) => {
  const elements = elementsOf(bytes)
  if (elements.length === 0) return changeBytes(bytes, random, other)
  const one = random.pick(elements)
  const damaged = () => changeBytes(bytes.slice(one.contents, Math.max(one.end, one.contents + 1)), random, other)
  const contents = random.pick([
    damaged,
    damaged,
    damaged,
    () => new Uint8Array(0),
    () => new Uint8Array(1 + random.below(70_000)).fill(random.below(256)),
    () => nested(1000),
    () => joined(...Array.from({ length: 1 + random.below(5000) }, () => Uint8Array.of(0x05, 0x00))),
  ])()
  return rewritten(bytes, elements, one, element(bytes[one.start] ?? 0x30, contents), random)
}

/** Every mutation of DER. */
export const derMutations = { moveElements, changeTag, changeLength, changeContents } as const

function nested(depth: number): Uint8Array {
  let inner: Uint8Array = new Uint8Array(0)
  for (let level = 0; level < depth; level += 1) inner = element(0x30, inner)
  return inner
}

/** Other bytes in the place of an element, mostly with the lengths of all that is around made right again. */
function rewritten(
  bytes: Uint8Array,
  all: readonly Element[],
  at: Element,
  piece: Uint8Array,
  random: Random,
): Uint8Array {
  if (random.oneIn(4)) return joined(bytes.subarray(0, at.start), piece, bytes.subarray(at.end))
  const around = all
    .filter(({ contents, end }) => contents <= at.start && end >= at.end)
    .sort((a, b) => b.start - a.start)
  let [start, end, inner] = [at.start, at.end, piece]
  for (const outer of around) {
    const contents = joined(bytes.subarray(outer.contents, start), inner, bytes.subarray(end, outer.end))
    inner = element(bytes[outer.start] ?? 0x30, contents)
    start = outer.start
    end = outer.end
  }
  return joined(bytes.subarray(0, start), inner, bytes.subarray(end))
}

function element(tag: number, contents: Uint8Array): Uint8Array {
  const { length } = contents
  if (length < 0x80) return joined(Uint8Array.of(tag, length), contents)
  return joined(Uint8Array.of(tag, 0x83, length >>> 16, (length >>> 8) & 0xff, length & 0xff), contents)
}

/** Every element, those within others too; what is no DER is passed over. */
function elementsOf(bytes: Uint8Array, from = 0, to = bytes.length, depth = 0): Element[] {
  const found: Element[] = []
  for (let start = from; start + 2 <= to; ) {
    const one = elementAt(bytes, start, to)
    if (one === null) break
    found.push(one)
    const isConstructed = ((bytes[start] ?? 0) & 0x20) !== 0
    if (isConstructed && depth < mostDepth) found.push(...elementsOf(bytes, one.contents, one.end, depth + 1))
    start = one.end
  }
  return found
}

function elementAt(bytes: Uint8Array, start: number, to: number): Element | null {
  const first = bytes[start + 1] ?? 0
  const octets = first < 0x80 ? 0 : first & 0x7f
  const contents = start + 2 + octets
  if (octets > 4 || contents > to) return null
  const long = bytes.subarray(start + 2, contents).reduce((sum, octet) => sum * 256 + octet, 0)
  const end = contents + (octets === 0 ? first : long)
  return end > to || end <= start ? null : { start, contents, end }
}
