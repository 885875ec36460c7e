import {
  type DigestAlgorithm,
  readDigestAlgorithm,
  type VerifiedSignedData,
  type VerifiedTimestamp,
  verifySignedData,
} from '@waarmerk/cms'
import type { RandomAccess, SignatureDictionary } from '@waarmerk/pdf'
import { type Certificate, type VerifiedPath, validatePath } from '@waarmerk/pki'
import { type Checklist, createChecklist } from './checklist.ts'
import type { SignedField } from './read-signed-field.ts'
import { requireByteRange } from './require-byte-range.ts'
import { requireDictionary } from './require-dictionary.ts'
import { requireNoSigningTime } from './require-no-signing-time.ts'
import { requireRevision } from './require-revision.ts'
import type { Indication, SignatureReport } from './signature-report.ts'
import { verifySignatureTimestamp } from './verify-time-stamp.ts'

/** Which signature, and under which trust. */
export interface SignatureToValidate extends SignedField {
  /** Whom the caller trusts to vouch for signers. Without them the chain is not looked at. */
  readonly trustAnchors?: readonly Certificate[] | undefined
  /** Whom the caller trusts to vouch for time-stamp authorities. */
  readonly timestampTrustAnchors?: readonly Certificate[] | undefined
  /** Certificates that may help to find the chain, beside those in the signature: untrusted, /DSS for example. */
  readonly intermediates?: readonly Certificate[] | undefined
  /** When the chain must have been valid, where no time stamp says so; the signer's claim (/M) when absent. */
  readonly at?: Date | undefined
}

/** Gives the digest over the ranges. */
export type DigestOf = (byteRange: readonly number[], algorithm: DigestAlgorithm) => Promise<Uint8Array>

/** `validateSignature`, with the dictionary and the digest from elsewhere. */
export const inspectSignature = async (
  source: RandomAccess,
  dictionary: SignatureDictionary,
  options: SignatureToValidate,
  digestOf: DigestOf,
): Promise<SignatureReport> => {
  const { field, timestampTrustAnchors } = options
  const list = createChecklist()
  await list.run('dictionary', () => requireDictionary(dictionary))
  const end = await list.run('byte-range', () => requireByteRange(source, dictionary))
  if (end === null) list.skip('revision')
  else await list.run('revision', () => requireRevision(source, end, options, dictionary))
  const signedData =
    end === null ? list.skip('signature') : await list.run('signature', () => verifyCms(dictionary, digestOf))
  const stamped = signedData !== null && signedData.timestampTokens.length > 0
  const timestamp = stamped
    ? await list.run('time-stamp', () =>
        verifySignatureTimestamp(signedData, timestampTrustAnchors, options.intermediates),
      )
    : list.skip('time-stamp')
  const path = await checkChain(list, signedData, options, timestamp?.genTime ?? options.at ?? dictionary.signingTime)
  const coversWholeFile = end === source.size
  return {
    field,
    valid: list.checks.every(({ outcome }) => outcome !== 'failed'),
    indication: indicationOf(list, { path, timestamp, stamped, coversWholeFile }),
    checks: list.checks,
    coversWholeFile,
    bytesAfter: end === null ? 0 : source.size - end,
    level: signedData === null ? null : stamped ? 'B-T' : 'B-B',
    dictionary,
    signedData,
    timestamp,
  }
}

const verifyCms = async (
  { byteRange, contents }: SignatureDictionary,
  digestOf: DigestOf,
): Promise<VerifiedSignedData> => {
  const messageDigest = await digestOf(byteRange, await readDigestAlgorithm(contents))
  const signedData = await verifySignedData({ cms: contents, messageDigest })
  requireNoSigningTime(signedData)
  return signedData
}

const checkChain = async (
  list: Checklist,
  signedData: VerifiedSignedData | null,
  { trustAnchors, intermediates = [] }: SignatureToValidate,
  at: Date | null,
): Promise<VerifiedPath | null> => {
  if (signedData === null || trustAnchors === undefined || at === null) return list.skip('chain')
  const { signerCertificate: certificate, certificates } = signedData
  return list.run('chain', () =>
    validatePath({
      certificate,
      intermediates: [...certificates, ...intermediates],
      trustAnchors,
      at,
      keyUsage: ['contentCommitment', 'digitalSignature'],
    }),
  )
}

const indicationOf = (
  { checks }: Checklist,
  found: {
    readonly path: VerifiedPath | null
    readonly timestamp: VerifiedTimestamp | null
    readonly stamped: boolean
    readonly coversWholeFile: boolean
  },
): Indication => {
  const failed = checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name)
  // EN 319 102-1: a chain or a time stamp that is not proven leaves open what the signature is worth.
  if (failed.some((name) => name !== 'chain' && name !== 'time-stamp')) return 'TOTAL-FAILED'
  const proven = found.path !== null && (!found.stamped || found.timestamp?.trusted === true)
  return failed.length === 0 && proven && found.coversWholeFile ? 'TOTAL-PASSED' : 'INDETERMINATE'
}
