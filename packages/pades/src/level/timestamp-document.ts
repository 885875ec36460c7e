import { openPdf, type RandomAccess } from '@waarmerk/pdf'
import { growingFile } from '../file/growing-file.ts'
import { onePass } from '../file/one-pass.ts'
import { seenToken } from '../placeholder/contents-size.ts'
import type { TimestampAuthority } from '../ports.ts'
import { addDocumentTimeStamp, requireTakesTimeStamp } from './add-document-time-stamp.ts'
import type { AugmentedDocument } from './augment-document.ts'

/**
 * Adds a document time stamp to a file, signed or not (EN 319 142-1 §5.4.3): proof that these bytes existed. Signatures
 * that are there are not looked at. The document is read once.
 *
 * @throws PadesError ERR_PADES_TIMESTAMP_TOO_LARGE, ERR_PADES_SELF_CHECK_FAILED; PdfError; what the authority throws
 *
 * @example
 * const { increments, genTime } = await timestampDocument({ source: file, tsa })
 */
export const timestampDocument = async (document: {
  readonly source: RandomAccess
  readonly tsa: TimestampAuthority
  /** For an encrypted file: its user or owner password. */
  readonly password?: string
  /** Gets every byte of `source` once, in order, while it is hashed. */
  readonly onChunk?: (chunk: Uint8Array, position: number) => void
}): Promise<AugmentedDocument> => {
  const { source, tsa, password, onChunk } = document
  // What cannot be opened or stamped is known before a large file is read.
  const doc = openPdf(source, { password })
  requireTakesTimeStamp(doc)
  await seenToken(tsa)
  const { whole } = await onePass(source, { algorithms: ['sha256'], onChunk })
  const file = growingFile({ source, whole, password, doc })
  const { genTime } = await addDocumentTimeStamp(file, tsa)
  return { increments: file.increments, genTime }
}
