import { deflateSync, inflateSync } from 'node:zlib'
import type { Random } from '../random.ts'
import { byteMutations, changeBytes, joined, type Mutation } from './bytes.ts'
import { places } from './pdf-text.ts'

interface Stream {
  /** Where its dictionary's `/Length` number stands. */
  readonly length: { readonly start: number; readonly end: number }
  readonly data: { readonly start: number; readonly end: number }
}

const bombBytes = 80 * 1024 * 1024
let bomb: Uint8Array | undefined

/** A stream holds other data: damaged before or after it was compressed, with the right or a wrong /Length. */
export const changeStreamData: Mutation = (bytes, random, other) => {
  const streams = streamsOf(bytes)
  if (streams.length === 0) return changeBytes(bytes, random, other)
  const stream = random.pick(streams)
  const data = otherData(bytes.subarray(stream.data.start, stream.data.end), random)
  const length = random.oneIn(3) ? random.below(2 * data.length + 2) : data.length
  return joined(
    bytes.subarray(0, stream.length.start),
    Buffer.from(String(length)),
    bytes.subarray(stream.length.end, stream.data.start),
    data,
    bytes.subarray(stream.data.end),
  )
}

function streamsOf(bytes: Uint8Array): Stream[] {
  return places(bytes, /\/Length \d+(?! \d+ R)[\s\S]{0,400}?stream\r?\n[\s\S]*?endstream/g).map(({ start, text }) => {
    const number = /\d+/.exec(text) as RegExpExecArray
    const head = /stream\r?\n/.exec(text) as RegExpExecArray
    const data = start + head.index + head[0].length
    const from = start + number.index
    return {
      length: { start: from, end: from + number[0].length },
      data: { start: data, end: start + text.length - 'endstream'.length },
    }
  })
}

function otherData(data: Uint8Array, random: Random): Uint8Array {
  const change = random.pick(Object.values(byteMutations))
  const plain = inflated(data)
  if (plain === null || plain.length === 0 || random.oneIn(4))
    return data.length === 0 ? data : change(data, random, data)
  if (random.oneIn(40)) {
    bomb ??= deflateSync(new Uint8Array(bombBytes), { level: 9 })
    return bomb
  }
  return deflateSync(change(plain, random, plain))
}

function inflated(data: Uint8Array): Uint8Array | null {
  try {
    return inflateSync(data, { maxOutputLength: 1024 * 1024 })
  } catch {
    return null
  }
}
