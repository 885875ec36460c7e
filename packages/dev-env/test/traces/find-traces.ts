import { inflateSync } from 'node:zlib'
import type { Trace } from './encodings.ts'

/** Something that may hold what it must not hold. */
export interface Suspect {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Where something was found: what, in which encoding; never the value. */
export interface Found {
  readonly where: string
  readonly encoding: string
}

const maxInflated = 64 * 1024 * 1024

/** Looks for the traces in everything, and in every zlib stream inside it (PDF streams, object streams, WASM pages). */
export function findTraces(suspects: Iterable<Suspect>, traces: readonly Trace[]): Found[] {
  const found: Found[] = []
  for (const suspect of suspects) {
    for (const { name, bytes } of withInflated(suspect)) {
      const haystack = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      for (const { encoding, pattern } of traces) {
        if (haystack.includes(pattern)) found.push({ where: name, encoding })
      }
    }
  }
  return found
}

function* withInflated(suspect: Suspect): Generator<Suspect> {
  yield suspect
  const haystack = Buffer.from(suspect.bytes.buffer, suspect.bytes.byteOffset, suspect.bytes.byteLength)
  for (const start of streamStarts(haystack)) {
    try {
      yield { name: `${suspect.name}, stream at ${start}`, bytes: inflated(haystack.subarray(start)) }
    } catch {
      // Not compressed, or not with zlib: it has been searched as it is.
    }
  }
}

/** ISO 32000-2 §7.3.8.1: the keyword is followed by CR LF or LF. */
function* streamStarts(haystack: Buffer): Generator<number> {
  for (let at = haystack.indexOf('stream'); at !== -1; at = haystack.indexOf('stream', at + 6)) {
    const after = at + 6
    if (haystack[after] === 0x0a) yield after + 1
    else if (haystack[after] === 0x0d && haystack[after + 1] === 0x0a) yield after + 2
  }
}

/** What follows the end of the compressed data is not looked at. */
const inflated = (bytes: Buffer): Buffer => inflateSync(bytes, { maxOutputLength: maxInflated })
