import { readImprintAlgorithm, type VerifiedTimestamp, verifyTimestampToken, withoutPadding } from '@waarmerk/cms'
import type { RandomAccess, SignatureDictionary } from '@waarmerk/pdf'
import type { Certificate } from '@waarmerk/pki'
import { createChecklist } from './checklist.ts'
import type { DigestOf } from './inspect-signature.ts'
import type { SignedField } from './read-signed-field.ts'
import { requireByteRange } from './require-byte-range.ts'
import { requireTimeStampDictionary } from './require-dictionary.ts'
import { requireRevision } from './require-revision.ts'
import type { TimeStampReport } from './signature-report.ts'

/** Which document time stamp, and under which trust. */
export interface TimeStampToInspect extends SignedField {
  /** Whom the caller trusts to vouch for time-stamp authorities. */
  readonly timestampTrustAnchors?: readonly Certificate[] | undefined
  /** Certificates that may help to find their chain: untrusted. */
  readonly intermediates?: readonly Certificate[] | undefined
}

/**
 * Looks at one document time stamp (EN 319 142-1 §5.4.3): dictionary, byte range, the stamped revision, and the token
 * over its digest, which comes from elsewhere.
 *
 * @throws PdfError when the file cannot be read
 */
export const inspectDocumentTimeStamp = async (
  source: RandomAccess,
  dictionary: SignatureDictionary,
  options: TimeStampToInspect,
  digestOf: DigestOf,
): Promise<TimeStampReport> => {
  const { field, timestampTrustAnchors: trustAnchors, intermediates = [] } = options
  const list = createChecklist()
  await list.run('dictionary', () => requireTimeStampDictionary(dictionary))
  const end = await list.run('byte-range', () => requireByteRange(source, dictionary))
  if (end === null) list.skip('revision')
  else await list.run('revision', () => requireRevision(source, end, options, dictionary))
  const stamp = async (): Promise<VerifiedTimestamp> => {
    const token = withoutPadding(dictionary.contents)
    const messageImprint = await digestOf(dictionary.byteRange, await readImprintAlgorithm(token))
    return await verifyTimestampToken({ token, messageImprint, intermediates, ...(trustAnchors && { trustAnchors }) })
  }
  const timestamp = end === null ? list.skip('time-stamp') : await list.run('time-stamp', stamp)
  return {
    field,
    valid: list.checks.every(({ outcome }) => outcome !== 'failed'),
    checks: list.checks,
    coversWholeFile: end === source.size,
    bytesAfter: end === null ? 0 : source.size - end,
    dictionary,
    timestamp,
  }
}
