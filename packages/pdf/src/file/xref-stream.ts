import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import type { RandomAccess } from '../random-access.ts'
import type { PdfDictionary, PdfObject, PdfValue } from '../syntax/value.ts'
import { readIndirectObject } from './indirect-object.ts'
import { decodedStreamData, encodedStreamData } from './stream-data.ts'
import type { WorkBudget } from './work-budget.ts'
import type { XrefEntry, XrefSection } from './xref-section.ts'

interface Subsection {
  readonly first: number
  readonly count: number
  /** Rows before this subsection. */
  readonly row: number
}

/**
 * A cross-reference stream, ISO 32000-2 7.5.8. Its rows stay one flat byte array.
 *
 * @throws PdfError ERR_PDF_XREF_INVALID and the codes of reading a stream
 */
export const readXrefStream = (
  source: RandomAccess,
  position: number,
  budget: WorkBudget,
  spend: () => void,
): XrefSection => {
  const object = readXrefObject(source, position)
  const dictionary = object.value as PdfDictionary
  const widths = integers(dictionary.entries.get('W')?.value)
  if (widths?.length !== 3 || widths.some((width) => width > 8)) throw invalid()
  const subsections = readIndex(dictionary, spend)
  const width = widths.reduce((sum, item) => sum + item, 0)
  const last = subsections.at(-1)
  const rows = last === undefined ? 0 : last.row + last.count
  const expected = rows * (width + 1)
  const data = decodedStreamData(dictionary, encodedStreamData(source, object, direct), direct, budget, expected)
  if (width === 0 || rows * width > data.length) throw invalid()
  return {
    kind: 'stream',
    trailer: { dictionary, bytes: object.bytes },
    end: subsections.reduce((end, { first, count }) => Math.max(end, first + count), 0),
    find(number) {
      for (const { first, count, row } of subsections) {
        if (number >= first && number < first + count) return readEntry(data, (row + number - first) * width, widths)
      }
      return null
    },
  }
}

const readXrefObject = (source: RandomAccess, position: number): PdfObject => {
  const object = readIndirectObject(source, position, null)
  const type = object.value.kind === 'dictionary' ? object.value.entries.get('Type')?.value : undefined
  if (object.streamStart === null || type?.kind !== 'name' || type.name !== 'XRef') throw invalid()
  return object
}

/** Everything in this dictionary is direct (ISO 32000-2 7.5.8.2): the table to follow references is not read yet. */
const direct = (value: PdfValue | undefined): PdfValue | null => {
  if (value?.kind === 'reference') throw invalid()
  return value === undefined || value.kind === 'null' ? null : value
}

const readIndex = (dictionary: PdfDictionary, spend: () => void): Subsection[] => {
  const size = dictionary.entries.get('Size')?.value
  if (size?.kind !== 'number') throw invalid()
  const index = dictionary.entries.has('Index') ? integers(dictionary.entries.get('Index')?.value) : [0, size.value]
  if (index === null || index.length % 2 !== 0) throw invalid()
  const subsections: Subsection[] = []
  let row = 0
  for (let at = 0; at < index.length; at += 2) {
    const [first, count] = [index[at] as number, index[at + 1] as number]
    if (first + count > limits.objectNumber + 1) throw invalid()
    spend()
    subsections.push({ first, count, row })
    row += count
  }
  return subsections
}

const integers = (value: PdfValue | undefined): number[] | null => {
  if (value?.kind !== 'array') return null
  const numbers = value.items.map((item) => (item.kind === 'number' ? item.value : Number.NaN))
  return numbers.every((number) => Number.isSafeInteger(number) && number >= 0) ? numbers : null
}

/** Table 18: type, then two fields whose meaning depends on it; no type field means type 1. */
const readEntry = (data: Uint8Array, at: number, widths: readonly number[]): XrefEntry => {
  const [w0, w1, w2] = widths as [number, number, number]
  const type = w0 === 0 ? 1 : bigEndian(data, at, w0)
  const second = bigEndian(data, at + w0, w1)
  const third = bigEndian(data, at + w0 + w1, w2)
  if (type === 1) return { kind: 'offset', offset: second, generation: third }
  if (type === 2) return { kind: 'compressed', stream: second, index: third }
  return { kind: 'free' }
}

const bigEndian = (data: Uint8Array, at: number, width: number): number => {
  let value = 0
  for (let index = 0; index < width; index += 1) value = value * 256 + (data[at + index] as number)
  return value
}

const invalid = (): PdfError => new PdfError('ERR_PDF_XREF_INVALID', 'the cross-reference stream is damaged')
