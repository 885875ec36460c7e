import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import { cursorOver, skipRegular, skipWhiteSpace } from '../syntax/cursor.ts'
import { parseValue, unsignedInteger } from '../syntax/parse-value.ts'
import type { PdfDictionary, PdfObject } from '../syntax/value.ts'
import type { ReferenceCeiling } from './reference-ceiling.ts'

/** A decoded object stream, ISO 32000-2 7.5.7: the header is indexed, objects are parsed when asked for. */
export interface ObjectStream {
  readonly bytes: number
  /** Numbers of the objects, by index. */
  numbers(): number[]
  noteReferences(ceiling: ReferenceCeiling): void
  /** @throws PdfError ERR_PDF_OBJECT_MISMATCH when the header names another object there */
  object(index: number, number: number): PdfObject
}

/** @throws PdfError ERR_PDF_STREAM_INVALID, ERR_PDF_TOO_MANY */
export const readObjectStream = (dictionary: PdfDictionary, data: Uint8Array): ObjectStream => {
  const count = integerOf(dictionary, 'N')
  const first = integerOf(dictionary, 'First')
  if (first > data.length) throw invalid()
  if (count > limits.objectStreamObjects)
    throw new PdfError('ERR_PDF_TOO_MANY', 'too many objects in one object stream')
  const header = readHeader(data.subarray(0, first), count)
  return {
    bytes: data.length,
    numbers: () => Array.from({ length: count }, (_, index) => header[index * 2] as number),
    noteReferences: (ceiling) => ceiling.note(data, first, data.length),
    object(index, number) {
      if (header[index * 2] !== number) {
        throw new PdfError('ERR_PDF_OBJECT_MISMATCH', 'no such object where the cross-reference points')
      }
      const start = first + (header[index * 2 + 1] as number)
      const value = parseValue(cursorOver(data, true, start))
      return { number, generation: 0, bytes: data, position: null, value, streamStart: null, decryptString: null }
    },
  }
}

/** Pairs of object number and offset. */
const readHeader = (header: Uint8Array, count: number): Float64Array => {
  const numbers = new Float64Array(count * 2)
  const cursor = cursorOver(header, true)
  for (let index = 0; index < numbers.length; index += 1) {
    skipWhiteSpace(cursor)
    const start = cursor.at
    const value = unsignedInteger(header, start, skipRegular(cursor))
    if (value < 0) throw invalid()
    numbers[index] = value
  }
  return numbers
}

const integerOf = (dictionary: PdfDictionary, key: string): number => {
  const value = dictionary.entries.get(key)?.value
  if (value?.kind !== 'number' || !Number.isSafeInteger(value.value) || value.value < 0) throw invalid()
  return value.value
}

const invalid = (): PdfError => new PdfError('ERR_PDF_STREAM_INVALID', 'an object stream is damaged')
