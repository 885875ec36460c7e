import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import type { RandomAccess } from '../random-access.ts'
import type { PdfDictionary, PdfObject } from '../syntax/value.ts'
import type { EntryTable } from './entry-table.ts'
import { headerBefore, type ObjectHeader } from './object-header.ts'
import { createScanFindings, type Scan } from './scan-findings.ts'
import { createParser, type ScanParser } from './scan-parser.ts'
import { createScanWindow } from './scan-window.ts'
import { endstreamAt, findEndstream } from './stream-data.ts'
import { createWorkBudget } from './work-budget.ts'

/**
 * Goes once through the whole file and notes every `N G obj`, trailer and object stream outside stream
 * data. Streams are skipped by /Length where that is right, else up to `endstream`.
 *
 * @throws PdfError ERR_PDF_TOO_LARGE when the file, or the work of parsing it, exceeds the limit
 */
export const scanObjects = (file: RandomAccess): Scan => {
  if (file.size > limits.scanBytes) throw new PdfError('ERR_PDF_TOO_LARGE', 'a damaged file is too large to search')
  const budget = createWorkBudget(Math.min(limits.scanBytes, limits.scanWorkBase + limits.scanWorkRate * file.size))
  const window = createScanWindow(file)
  const parser = createParser(window.source, budget)
  const findings = createScanFindings()
  // Lengths are read from anywhere, which must not move the window.
  const endOf = endFinder(window.source, createParser(file, budget), findings.entries)

  const takeObject = (header: ObjectHeader): number => {
    const object = parser.object(header.start)
    if (object === null || header.number === 0) return header.end
    findings.object(header, object)
    return object === 'damaged' ? header.end : endOf(object, header.start)
  }

  let at = 0
  for (let mark = window.next(at); mark !== null; mark = window.next(at)) {
    if (mark.word === 'trailer') {
      at = mark.position + mark.word.length
      const found = parser.trailer(at)
      if (found !== null) findings.trailer(found)
    } else {
      const header = headerBefore(window.source, at, mark.position)
      at = header === null ? mark.position + mark.word.length : takeObject(header)
    }
  }
  return findings.result()
}

/** Says where to go on after an object. */
const endFinder = (source: RandomAccess, lengths: ScanParser, entries: EntryTable) => {
  let endstreams = true
  return (object: PdfObject, offset: number): number => {
    const { streamStart, value } = object
    if (streamStart === null) return offset + value.end
    const length = lengthOf(lengths, value as PdfDictionary, entries)
    if (length !== null && length <= source.size - streamStart && endstreamAt(source, streamStart + length))
      return streamStart + length
    const end = endstreams ? findEndstream(source, streamStart, source.size) : null
    // Searched once to the end of the file is enough.
    endstreams = end !== null
    return end ?? streamStart
  }
}

const lengthOf = (parser: ScanParser, dictionary: PdfDictionary, entries: EntryTable): number | null => {
  let value = dictionary.entries.get('Length')?.value
  if (value?.kind === 'reference') {
    const entry = entries.find(value.number)
    const object = entry?.kind === 'offset' ? parser.object(entry.offset) : null
    value = object === null || object === 'damaged' ? undefined : object.value
  }
  return value?.kind === 'number' && Number.isSafeInteger(value.value) && value.value >= 0 ? value.value : null
}
