import { type PreparedSignature, prepareSignature } from '@waarmerk/pades'
import { drawLook, type Look, openPdf, PdfError, pageBox, type RandomAccess, signatureFields } from '@waarmerk/pdf'
import type { Deps } from '../deps.ts'
import { openRevision } from '../document/open-document.ts'
import { type Revision, readRevisions } from '../document/revision-store.ts'
import { storeIncrement } from '../document/store-increment.ts'
import { SigningError } from '../errors.ts'
import type { RequestDocumentRow } from '../signature-request/request-store.ts'

/** What is prepared of one document: the increment is stored, nothing refers to it yet. */
export interface PreparedDocument {
  readonly documentId: string
  readonly content: Revision
  readonly base: Revision
  readonly objectKey: string
  readonly prepared: PreparedSignature
}

/** What fills the field. */
export interface Filling {
  readonly field: string
  readonly signingTime: Date
  readonly name: string
  readonly lookLines: readonly string[]
  readonly namelessLookLines: readonly string[]
  readonly contentsBytes: number
}

/**
 * Prepares the revision to be signed on the revision that was shown (exclusive mode: the head).
 *
 * @throws {SigningError} ERR_HEAD_MOVED when what was shown is not the head; ERR_OBJECT_CORRUPT
 * @throws {PdfError} when the engine cannot fill the field
 */
export const prepareDocument = async (
  deps: Pick<Deps, 'db' | 'objects'>,
  document: RequestDocumentRow,
  shown: { readonly revision: number; readonly sha256: string } | undefined,
  filling: Filling,
): Promise<PreparedDocument> => {
  const revisions = await readRevisions(deps.db, document.document_id)
  const base = revisions.at(-1)
  const content = revisions.find(({ number }) => number === document.content_revision)
  if (base === undefined || content === undefined) throw new SigningError('ERR_OBJECT_CORRUPT', 'a revision is gone')
  if (shown?.revision !== base.number || shown.sha256 !== base.sha256) {
    throw new SigningError('ERR_HEAD_MOVED', 'the document changed after it was shown: read it again')
  }
  using file = await openRevision(deps.objects, revisions, base.number)
  const { prepared, increment } = await prepareSignature(file.source, {
    field: filling.field,
    contentsBytes: filling.contentsBytes,
    signingTime: filling.signingTime,
    name: filling.name,
    ...(await lookFor(file.source, filling)),
  })
  const { key } = await storeIncrement(deps, increment)
  return { documentId: document.document_id, content, base, objectKey: key, prepared }
}

/** The look of a visible field, turned with its page; a name that the font cannot write is left to the certificate. */
const lookFor = async (
  source: RandomAccess,
  { field, lookLines, namelessLookLines }: Filling,
): Promise<{ look?: Look }> => {
  const pdf = openPdf(source)
  const place = signatureFields(pdf).find(({ name }) => name === field)
  const [left, bottom, right, top] = place?.rect ?? [0, 0, 0, 0]
  const [width, height] = [right - left, top - bottom]
  if (width <= 0 || height <= 0 || place?.page === undefined) return {}
  const { rotate } = pageBox(pdf, place.page)
  try {
    return { look: await drawLook({ width, height, rotate, lines: lookLines }) }
  } catch (error) {
    if (!(error instanceof PdfError) || error.code !== 'ERR_PDF_LOOK_GLYPH_MISSING') throw error
    return { look: await drawLook({ width, height, rotate, lines: namelessLookLines }) }
  }
}
