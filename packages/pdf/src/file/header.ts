import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import type { RandomAccess } from '../random-access.ts'
import { latin1 } from '../syntax/characters.ts'

export interface Header {
  /** Bytes before `%PDF-`; all offsets in the file count from there (ISO 32000-2 7.5.2). */
  readonly offset: number
  /** For example `1.7`; `1.0` when the header names no version. */
  readonly version: string
}

/** @throws PdfError ERR_PDF_NOT_PDF, ERR_PDF_TOO_LARGE */
export const readHeader = (source: RandomAccess): Header => {
  if (source.size > limits.fileBytes)
    throw new PdfError('ERR_PDF_TOO_LARGE', 'the file is larger than ten digits can address')
  const text = latin1(source.read(0, Math.min(limits.headerBytes, source.size)))
  const match = /%PDF-(\d\.\d)?/.exec(text)
  if (match === null) throw new PdfError('ERR_PDF_NOT_PDF', 'no PDF header')
  return { offset: match.index, version: match[1] ?? '1.0' }
}
