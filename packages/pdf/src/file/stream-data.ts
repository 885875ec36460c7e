import { inflateSync } from 'node:zlib'
import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import type { RandomAccess } from '../random-access.ts'
import { asBuffer, isWhiteSpace } from '../syntax/characters.ts'
import { startsWith } from '../syntax/cursor.ts'
import type { PdfDictionary, PdfObject, PdfValue } from '../syntax/value.ts'
import { undoPredictor } from './predictor.ts'
import type { WorkBudget } from './work-budget.ts'

/** Follows a reference inside a stream dictionary; cross-reference streams may hold none. */
export type Resolve = (value: PdfValue | undefined) => PdfValue | null

/**
 * The encoded bytes of a stream. Where `endstream` does not follow after /Length bytes (ISO 32000-2
 * 7.3.8.1), the data end before the next `endstream`.
 *
 * @throws PdfError ERR_PDF_STREAM_INVALID, ERR_PDF_TOO_LARGE
 */
export const encodedStreamData = (source: RandomAccess, object: PdfObject, resolve: Resolve): Uint8Array => {
  const start = object.streamStart
  if (start === null) throw invalid('it has no data')
  return source.read(start, encodedLength(source, object, start, resolve))
}

const encodedLength = (source: RandomAccess, object: PdfObject, start: number, resolve: Resolve): number => {
  const dictionary = object.value as PdfDictionary
  const length = integer(resolve(dictionary.entries.get('Length')?.value))
  const told = length !== null && length >= 0 && length <= source.size - start ? length : null
  if (told !== null && endstreamAt(source, start + told)) {
    if (told > limits.streamBytes) throw new PdfError('ERR_PDF_TOO_LARGE', 'a stream is larger than the limit')
    return told
  }
  const end = findEndstream(source, start, limits.streamBytes)
  if (end === null) throw invalid('its length is wrong and its end is not found')
  return end - start
}

const searchChunk = 64 * 1024

/**
 * Where the data of a stream end whose /Length is wrong: before the first `endstream` from `start`, and the
 * line end before that. Null when there is none within `most` bytes.
 */
export const findEndstream = (source: RandomAccess, start: number, most: number): number | null => {
  const last = Math.min(source.size, start + most)
  for (let at = start; at < last; at += searchChunk) {
    const bytes = source.read(at, Math.min(searchChunk + 'endstream'.length - 1, source.size - at))
    const found = asBuffer(bytes).indexOf('endstream')
    if (found >= 0) return beforeLineEnd(source, start, at + found)
  }
  return null
}

const beforeLineEnd = (source: RandomAccess, start: number, end: number): number => {
  const from = Math.max(start, end - 2)
  const bytes = source.read(from, end - from)
  if (bytes.at(-1) === 10) return bytes.at(-2) === 13 ? end - 2 : end - 1
  return bytes.at(-1) === 13 ? end - 1 : end
}

/**
 * The decoded bytes of a stream, as cross-reference and object streams have them: FlateDecode, with or without predictor,
 * or no filter.
 *
 * @param expected bytes before the predictor is undone, where they are known: so much memory is taken at once, and not twice
 * @throws PdfError ERR_PDF_STREAM_INVALID, ERR_PDF_FILTER_UNSUPPORTED, ERR_PDF_TOO_LARGE
 */
export const decodedStreamData = (
  dictionary: PdfDictionary,
  encoded: Uint8Array,
  resolve: Resolve,
  budget: WorkBudget,
  expected?: number,
): Uint8Array => {
  const filter = onlyItem(resolve(dictionary.entries.get('Filter')?.value), resolve)
  if (filter === null) return encoded
  if (filter.kind !== 'name' || (filter.name !== 'FlateDecode' && filter.name !== 'Fl')) throw unsupported()
  const data = inflate(encoded, expected)
  budget.spend(data.length)
  const parameters = onlyItem(resolve(dictionary.entries.get('DecodeParms')?.value), resolve)
  if (parameters === null) return data
  if (parameters.kind !== 'dictionary') throw invalid('its filter parameters are no dictionary')
  const parameter = (key: string, otherwise: number): number =>
    integer(resolve(parameters.entries.get(key)?.value)) ?? otherwise
  return undoPredictor(data, {
    predictor: parameter('Predictor', 1),
    colors: parameter('Colors', 1),
    bitsPerComponent: parameter('BitsPerComponent', 8),
    columns: parameter('Columns', 1),
  })
}

/** What a file says of itself does not make us take more memory than this at once. */
const mostAtOnce = 16 * 1024 * 1024
const leastAtOnce = 16 * 1024

const inflate = (encoded: Uint8Array, expected = 0): Uint8Array => {
  // One more than expected, or a second piece is begun to see that nothing comes.
  const chunkSize = Math.min(mostAtOnce, Math.max(leastAtOnce, expected + 1))
  try {
    return inflateSync(encoded, { maxOutputLength: limits.streamBytes, chunkSize })
  } catch (cause) {
    if (codeOf(cause) === 'ERR_BUFFER_TOO_LARGE')
      throw new PdfError('ERR_PDF_TOO_LARGE', 'a stream is larger than the limit', { cause })
    throw new PdfError('ERR_PDF_STREAM_INVALID', 'a stream cannot be inflated', { cause })
  }
}

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined

/** Whether `endstream` follows at this position, after a line end. */
export const endstreamAt = (source: RandomAccess, position: number): boolean => {
  const bytes = source.read(position, Math.min(16, source.size - position))
  let at = 0
  while (isWhiteSpace(bytes[at])) at += 1
  return startsWith(bytes, at, 'endstream')
}

/** A filter or its parameters stand alone or as the only item of an array. */
const onlyItem = (value: PdfValue | null, resolve: Resolve): PdfValue | null => {
  if (value?.kind !== 'array') return value
  if (value.items.length > 1) throw unsupported()
  return resolve(value.items[0])
}

const integer = (value: PdfValue | null): number | null =>
  value?.kind === 'number' && Number.isSafeInteger(value.value) ? value.value : null

const invalid = (why: string): PdfError => new PdfError('ERR_PDF_STREAM_INVALID', `a stream is damaged: ${why}`)

const unsupported = (): PdfError =>
  new PdfError('ERR_PDF_FILTER_UNSUPPORTED', 'a structural stream uses another filter than FlateDecode')
