import { createHash } from 'node:crypto'
import { CmsError, type VerifiedSignedData, type VerifiedTimestamp, verifyTimestampToken } from '@waarmerk/cms'
import type { Certificate } from '@waarmerk/pki'
import { PadesError } from '../pades-error.ts'

const digests = ['sha256', 'sha384', 'sha512'] as const

/**
 * The signature-time-stamp attribute over the signature value (EN 319 122-1 §5.3), with whichever SHA-2 the
 * authority used.
 *
 * @throws PadesError ERR_PADES_TIMESTAMP_COUNT
 * @throws CmsError as `verifyTimestampToken` does
 */
export const verifySignatureTimestamp = async (
  { signature, timestampTokens }: VerifiedSignedData,
  trustAnchors: readonly Certificate[] | undefined,
  intermediates: readonly Certificate[] = [],
): Promise<VerifiedTimestamp> => {
  const [token, another] = timestampTokens
  if (token === undefined || another !== undefined) {
    throw new PadesError('ERR_PADES_TIMESTAMP_COUNT', 'not exactly one signature time stamp')
  }
  let mismatch: unknown
  for (const digest of digests) {
    const messageImprint = createHash(digest).update(signature).digest()
    try {
      return await verifyTimestampToken({ token, messageImprint, intermediates, ...(trustAnchors && { trustAnchors }) })
    } catch (error) {
      if (!(error instanceof CmsError) || error.code !== 'ERR_CMS_TIMESTAMP_IMPRINT_MISMATCH') throw error
      mismatch ??= error
    }
  }
  throw mismatch
}
