import { type DocumentReport, type DocumentToValidate, inspectDocument } from '@waarmerk/pades'
import { openPdf, pdfVersion } from '@waarmerk/pdf'

/** What `waarmerk inspect` tells about a file. */
export interface Inspection extends DocumentReport {
  readonly bytes: number
  readonly version: string
  readonly xref: 'table' | 'stream'
  readonly encrypted: boolean
  /** Whether anchors were given, so that anything is known about who signed. */
  readonly trustChecked: boolean
}

/**
 * Looks at a whole file, reading it once.
 *
 * @throws PadesError and PdfError as `inspectDocument` does
 */
export const inspect = async (document: DocumentToValidate): Promise<Inspection> => {
  const doc = openPdf(document.source, document)
  const report = await inspectDocument(document)
  return {
    ...report,
    bytes: document.source.size,
    version: pdfVersion(doc),
    xref: doc.xrefKind,
    encrypted: doc.trailer.dictionary.entries.has('Encrypt'),
    trustChecked: document.trustAnchors !== undefined,
  }
}
