import { createHash } from 'node:crypto'
import { recheckSignedData, recheckTimestampToken } from '@waarmerk/cms'
import type { Certificate } from '@waarmerk/pki'
import type { GrowingFile } from '../file/growing-file.ts'
import type { ByteRange } from '../file/one-pass.ts'
import { PadesError } from '../pades-error.ts'
import { asSelfCheck } from '../validate/as-self-check.ts'
import { signatureIn } from '../validate/read-signed-field.ts'
import { requireWholeFile } from '../validate/require-byte-range.ts'
import { requireDictionary } from '../validate/require-dictionary.ts'
import { requireNoSigningTime } from '../validate/require-no-signing-time.ts'
import type { SignatureMade } from './sign-revision.ts'

/** What was just made, by those who made it. */
export interface ExpectedSignature {
  /** Name of the field. */
  readonly field: string
  readonly byteRange: ByteRange
  readonly made: SignatureMade
  readonly stamped: boolean
  /** Parsed already: the signer's chain. */
  readonly certificates: readonly Certificate[]
}

/**
 * Reads a new signature out of the file, as a stranger would: field, dictionary, ranges, CMS signature, time stamp. Only
 * the digest of the document is not computed a second time, the key is not asked twice about one signature value, and our
 * own bytes need no parser library.
 *
 * @throws PadesError ERR_PADES_SELF_CHECK_FAILED
 */
export const requireSound = (file: GrowingFile, expected: ExpectedSignature): void =>
  asSelfCheck(() => {
    const dictionary = signatureIn(file.open(), expected.field)
    requireDictionary(dictionary)
    requireWholeFile(file.source, dictionary, expected.byteRange)
    const { made, certificates: knownCertificates, stamped } = expected
    const signedData = recheckSignedData({
      cms: dictionary.contents,
      messageDigest: made.digest,
      knownCertificates,
      verifiedBefore: made.verified,
    })
    requireNoSigningTime(signedData)
    const { signature, timestampTokens } = signedData
    if (timestampTokens.length !== (stamped ? 1 : 0)) {
      throw new PadesError('ERR_PADES_TIMESTAMP_COUNT', 'another number of time stamps than was made')
    }
    const messageImprint = createHash('sha256').update(signature).digest()
    for (const token of timestampTokens) recheckTimestampToken({ token, messageImprint })
  })
