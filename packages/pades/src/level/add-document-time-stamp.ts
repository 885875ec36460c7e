import { recheckTimestampToken, type VerifiedTimestamp, withoutPadding } from '@waarmerk/cms'
import { fillDocumentTimeStamp, type PdfDocument } from '@waarmerk/pdf'
import type { GrowingFile } from '../file/growing-file.ts'
import { tokenRoom } from '../placeholder/contents-size.ts'
import { embedSignature } from '../placeholder/embed-signature.ts'
import type { TimestampAuthority } from '../ports.ts'
import { asSelfCheck } from '../validate/as-self-check.ts'
import { signatureIn } from '../validate/read-signed-field.ts'
import { requireWholeFile } from '../validate/require-byte-range.ts'
import { requireTimeStampDictionary } from '../validate/require-dictionary.ts'

/**
 * Refuses a file that takes no document time stamp, before anybody is asked for anything: what forbids it now, forbids it
 * after signing.
 *
 * @throws PdfError as `fillDocumentTimeStamp` does
 */
export const requireTakesTimeStamp = (file: PdfDocument): void => {
  fillDocumentTimeStamp(file, { contentsBytes: 1 })
}

/**
 * Appends a document time stamp over everything before it (EN 319 142-1 §5.4.3) and reads it out of the file again.
 * The digest continues that of the one pass.
 *
 * @throws PadesError ERR_PADES_TIMESTAMP_TOO_LARGE, ERR_PADES_SELF_CHECK_FAILED; CmsError when the token is not over
 *   this file; PdfError as `fillDocumentTimeStamp` does; what the authority throws
 */
export const addDocumentTimeStamp = async (file: GrowingFile, tsa: TimestampAuthority): Promise<VerifiedTimestamp> => {
  const baseSize = file.source.size
  const maxBytes = await tokenRoom(tsa)
  const revision = fillDocumentTimeStamp(file.open(), { contentsBytes: maxBytes })
  const { field, increment, byteRange } = revision
  const messageImprint = file.digestAround(increment, byteRange, 'sha256')
  const token = await tsa.timestamp(messageImprint, { maxBytes })
  const timestamp = recheckTimestampToken({ token, messageImprint })
  embedSignature(increment, { ...revision, baseSize }, token, 'ERR_PADES_TIMESTAMP_TOO_LARGE')
  file.append(increment)
  asSelfCheck(() => {
    const dictionary = signatureIn(file.open(), field)
    requireTimeStampDictionary(dictionary)
    requireWholeFile(file.source, dictionary, byteRange)
    recheckTimestampToken({ token: withoutPadding(dictionary.contents), messageImprint })
  })
  return timestamp
}
