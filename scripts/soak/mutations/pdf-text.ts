import { joined, type Mutation } from './bytes.ts'

/** Where something stands in the bytes, found as Latin-1 text. */
export interface Place {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A reference; bounded, since a placeholder of a signature is thousands of digits long. */
export const reference = /(?<!\d)\d{1,10} \d{1,5} R/g

/** An object with all that is in it. */
export const wholeObject = /(?<!\d)\d{1,10} \d{1,5} obj[\s\S]*?endobj/g

/** Every place that a pattern (with flag `g`) matches. */
export function places(bytes: Uint8Array, pattern: RegExp): Place[] {
  return [...latin1(bytes).matchAll(pattern)].map(({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
    text,
  }))
}

/** The bytes with other text at a place. */
export function replaced(bytes: Uint8Array, place: Place, text: string): Uint8Array {
  return joined(bytes.subarray(0, place.start), Buffer.from(text, 'latin1'), bytes.subarray(place.end))
}

/** A mutation of one place that matches; of bytes when none does. */
export function atAnyPlace(
  name: string,
  pattern: RegExp,
  fallback: Mutation,
  change: (place: Place, ...rest: Parameters<Mutation>) => Uint8Array | string,
): Mutation {
  const mutation: Mutation = (bytes, random, other) => {
    const found = places(bytes, pattern)
    if (found.length === 0) return fallback(bytes, random, other)
    const place = random.pick(found)
    const changed = change(place, bytes, random, other)
    return typeof changed === 'string' ? replaced(bytes, place, changed) : changed
  }
  return Object.defineProperty(mutation, 'name', { value: name })
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}
