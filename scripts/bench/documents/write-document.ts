import { closeSync, openSync, renameSync, writeSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { type MadeObject, objectsOf } from './objects.ts'
import type { DocumentPlan } from './plans.ts'

const objectsPerStream = 100
const bufferBytes = 4 * 1024 * 1024

type Row = readonly [type: 0 | 1 | 2, second: number, third: number]

/** Writes a document, piece by piece, always the same bytes; it appears under its name when it is complete. */
export function writeDocument(plan: DocumentPlan, path: string): void {
  const out = createOutput(`${path}.part`)
  out.write('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')
  const rows: Row[] = [[0, 0, 65_535]]
  if (plan.structure === 'table') writeTable(plan, out, rows)
  else writeStreams(plan, out, rows)
  out.close()
  renameSync(`${path}.part`, path)
}

function writeTable(plan: DocumentPlan, out: Output, rows: Row[]): void {
  for (const object of objectsOf(plan)) {
    rows[object.number] = [1, out.position, 0]
    writeObject(out, object)
  }
  const start = out.position
  out.write(`xref\n0 ${rows.length}\n0000000000 65535 f \n`)
  for (const [, position] of rows.slice(1)) out.write(`${String(position).padStart(10, '0')} 00000 n \n`)
  out.write(`trailer\n<</Size ${rows.length}/Root 1 0 R/Info 4 0 R${identifier(plan)}>>\nstartxref\n${start}\n%%EOF\n`)
}

function writeStreams(plan: DocumentPlan, out: Output, rows: Row[]): void {
  const waiting: MadeObject[] = []
  // Numbers of the object streams follow those of all other objects.
  let next = [...objectsOf({ ...plan, textBytes: 0 })].length + 1
  const flush = () => {
    const streamNumber = next
    next += 1
    waiting.forEach(({ number }, index) => {
      rows[number] = [2, streamNumber, index]
    })
    rows[streamNumber] = [1, out.position, 0]
    writeObject(out, objectStream(streamNumber, waiting.splice(0)))
  }
  for (const object of objectsOf(plan)) {
    if (object.data === undefined) {
      if (waiting.push(object) === objectsPerStream) flush()
      continue
    }
    rows[object.number] = [1, out.position, 0]
    writeObject(out, compressed(object, object.data))
  }
  if (waiting.length > 0) flush()
  writeReferenceStream(plan, out, rows, next)
}

function writeReferenceStream(plan: DocumentPlan, out: Output, rows: Row[], number: number): void {
  const start = out.position
  rows[number] = [1, start, 0]
  const columns = 7
  // PNG predictor "up" (ISO 32000-2 7.4.4.4), as most writers use it here.
  const data = Buffer.alloc(rows.length * (columns + 1))
  const before = Buffer.alloc(columns)
  const now = Buffer.alloc(columns)
  rows.forEach(([type, second, third], index) => {
    now.writeUInt8(type, 0)
    now.writeUInt32BE(second, 1)
    now.writeUInt16BE(third, 5)
    data[index * (columns + 1)] = 2
    for (let at = 0; at < columns; at += 1) {
      data[index * (columns + 1) + 1 + at] = ((now[at] ?? 0) - (before[at] ?? 0)) & 0xff
    }
    now.copy(before)
  })
  const keys = `/Type/XRef/W[1 4 2]/Size ${rows.length}/Root 1 0 R/Info 4 0 R${identifier(plan)}/DecodeParms<</Predictor 12/Columns ${columns}>>`
  writeObject(out, compressed({ number, dictionary: keys }, data))
  out.write(`startxref\n${start}\n%%EOF\n`)
}

function identifier({ name }: DocumentPlan): string {
  const hex = Buffer.from(name.padEnd(16, '.')).toString('hex')
  return `/ID[<${hex}><${hex}>]`
}

function objectStream(number: number, objects: readonly MadeObject[]): MadeObject {
  let offset = 0
  const header = objects.map((object) => {
    const pair = `${object.number} ${offset}`
    offset += object.dictionary.length + 1
    return pair
  })
  const first = `${header.join(' ')}\n`
  const body = objects.map(({ dictionary }) => dictionary).join('\n')
  const keys = `/Type/ObjStm/N ${objects.length}/First ${first.length}`
  return compressed({ number, dictionary: keys }, Buffer.from(first + body, 'latin1'))
}

function compressed({ number, dictionary }: MadeObject, data: Uint8Array): MadeObject {
  return { number, dictionary: `${dictionary}/Filter/FlateDecode`, data: deflateSync(data) }
}

function writeObject(out: Output, { number, dictionary, data }: MadeObject): void {
  if (data === undefined) {
    out.write(`${number} 0 obj\n${dictionary}\nendobj\n`)
    return
  }
  out.write(`${number} 0 obj\n<<${dictionary}/Length ${data.length}>>\nstream\n`)
  out.writeBytes(data)
  out.write('\nendstream\nendobj\n')
}

interface Output {
  readonly position: number
  write(latin1: string): void
  writeBytes(bytes: Uint8Array): void
  close(): void
}

function createOutput(path: string): Output {
  const file = openSync(path, 'w')
  const buffer = Buffer.alloc(bufferBytes)
  let [used, written] = [0, 0]
  const flush = () => {
    for (let done = 0; done < used; ) done += writeSync(file, buffer, done, used - done)
    written += used
    used = 0
  }
  const writeBytes = (bytes: Uint8Array) => {
    for (let done = 0; done < bytes.length; ) {
      if (used === bufferBytes) flush()
      const piece = bytes.subarray(done, done + Math.min(bytes.length - done, bufferBytes - used))
      buffer.set(piece, used)
      used += piece.length
      done += piece.length
    }
  }
  return {
    get position() {
      return written + used
    },
    write: (latin1) => writeBytes(Buffer.from(latin1, 'latin1')),
    writeBytes,
    close() {
      flush()
      closeSync(file)
    },
  }
}
