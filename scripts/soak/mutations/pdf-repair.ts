import { deflateSync, inflateSync } from 'node:zlib'
import type { Random } from '../random.ts'
import { joined } from './bytes.ts'
import { places } from './pdf-text.ts'

/** Where an object is: at a position, or as one of those in an object stream. */
type Entry =
  | readonly [type: 1, position: number, generation: number]
  | readonly [type: 2, stream: number, index: number]

/**
 * Appends a cross-reference that is right for what stands in the damaged file, so that whoever reads it comes past the
 * cross-reference and to the damage. The last object of a number counts.
 */
export function withRightReferences(bytes: Uint8Array, random: Random): Uint8Array {
  const roots = places(bytes, /\/Root\s+\d+ \d+ R/g)
  const entries = entriesOf(bytes)
  if (roots.length === 0 || entries.size === 0) return bytes
  const rest = places(
    bytes,
    /\/Info\s+\d+ \d+ R|\/ID\s*\[\s*<[0-9A-Fa-f]*>\s*<[0-9A-Fa-f]*>\s*\]|\/Encrypt\s+\d+ \d+ R/g,
  )
  const keys = [roots.at(-1), ...new Map(rest.map((place) => [place.text.slice(0, 3), place])).values()]
  const size = Math.max(...entries.keys()) + 2
  const trailer = `/Size ${size}${keys.map((place) => place?.text ?? '').join('')}`
  const hasCompressed = [...entries.values()].some(([type]) => type === 2)
  const section = hasCompressed || random.oneIn(3) ? stream(bytes, entries, size, trailer) : table(entries, trailer)
  const head = Buffer.from('\n')
  const end = Buffer.from(`\nstartxref\n${bytes.length + head.length}\n%%EOF\n`)
  return joined(bytes, head, section, end)
}

/** Largest object number taken along: a damaged number must not make a cross-reference of gigabytes. */
const largestNumber = 50_000

function entriesOf(bytes: Uint8Array): Map<number, Entry> {
  const entries = new Map<number, Entry>()
  for (const { start, text } of places(bytes, /(?<!\d)\d{1,5} \d{1,5} obj/g)) {
    const [number = 0, generation = 0] = text.split(' ').map(Number)
    if (number > 0 && number <= largestNumber) entries.set(number, [1, start, generation])
  }
  for (const { text, start } of places(bytes, /(?<!\d)\d{1,5} 0 obj\s*<<[\s\S]{0,300}?\/ObjStm[\s\S]*?endstream/g)) {
    const streamNumber = Number(text.split(' ')[0])
    for (const [index, number] of numbersIn(bytes, start, text).entries()) entries.set(number, [2, streamNumber, index])
  }
  return entries
}

function numbersIn(bytes: Uint8Array, start: number, text: string): number[] {
  const head = /stream\r?\n/.exec(text)
  const first = Number(/\/First (\d+)/.exec(text)?.[1] ?? 0)
  if (head === null) return []
  try {
    const data = bytes.subarray(start + head.index + head[0].length, start + text.length)
    const plain = inflateSync(data, { maxOutputLength: 4 * 1024 * 1024 })
    const numbers = plain.subarray(0, first).toString('latin1').trim().split(/\s+/).map(Number)
    return numbers.filter((number, index) => index % 2 === 0 && number > 0 && number <= largestNumber)
  } catch {
    return []
  }
}

function table(entries: ReadonlyMap<number, Entry>, trailer: string): Uint8Array {
  const rows = [...entries].map(([number, [, position, generation]]) => {
    const row = `${String(position).padStart(10, '0')} ${String(generation).padStart(5, '0')} n \n`
    return `${number} 1\n${row}`
  })
  return Buffer.from(`xref\n0 1\n0000000000 65535 f \n${rows.join('')}trailer\n<<${trailer}>>`, 'latin1')
}

function stream(bytes: Uint8Array, entries: ReadonlyMap<number, Entry>, size: number, trailer: string): Uint8Array {
  const own = size - 1
  const rows = new Uint8Array(7 * size)
  const view = new DataView(rows.buffer)
  for (const [number, [type, second, third]] of [...entries, [own, [1, bytes.length + 1, 0]] as const]) {
    view.setUint8(7 * number, type)
    view.setUint32(7 * number + 1, second)
    view.setUint16(7 * number + 5, third)
  }
  const data = deflateSync(rows)
  const dictionary = `${own} 0 obj\n<</Type/XRef/W[1 4 2]/Filter/FlateDecode/Length ${data.length}${trailer}>>\nstream\n`
  return joined(Buffer.from(dictionary, 'latin1'), data, Buffer.from('\nendstream\nendobj'))
}
