import type { VerifiedTimestamp } from '@waarmerk/cms'
import { CodedError } from '@waarmerk/coded-error'
import { openPdf, readSecurityStore, type SecurityStore } from '@waarmerk/pdf'
import type { Certificate } from '@waarmerk/pki'
import { prefixOf } from '../file/prefix-of.ts'
import type { BaselineLevel } from '../level/baseline-level.ts'
import type { PathToProve } from '../level/certificate-path.ts'
import { requireOfflineProof } from '../level/offline-proof.ts'
import {
  type DocumentSignatures,
  type DocumentToValidate,
  documentSignatures,
} from '../validate/document-signatures.ts'
import type { Check, SignatureReport, TimeStampReport } from '../validate/signature-report.ts'

/** What was found out about a document's signatures and time stamps. */
export interface DocumentReport {
  /** In the order in which they were made. */
  readonly signatures: readonly InspectedSignature[]
  readonly timeStamps: readonly TimeStampReport[]
  /** Fields with signatures in a format that is not looked at, such as `adbe.pkcs7.detached`. */
  readonly others: readonly string[]
  /** What /DSS holds; null without /DSS. */
  readonly securityStore: {
    readonly certificates: number
    readonly ocspResponses: number
    readonly crls: number
  } | null
}

/** A signature with the level that the file as a whole gives it. */
export interface InspectedSignature extends Omit<SignatureReport, 'level'> {
  /** Null when the signature is not valid. */
  readonly level: BaselineLevel | null
}

/**
 * Looks at everything that is signed and stamped in a document, offline, reading it once. A signature has level B-LT
 * when /DSS proves its signer and its time stamp, and B-LTA when a valid document time stamp covers that; where what it
 * holds says that one of them was revoked by then, the signature is not valid (check `revocation`). Nobody is asked. What
 * later revisions changed is not judged: `coversWholeFile` and `bytesAfter` say that there are any.
 *
 * @param given.trustAnchors whom the caller trusts to vouch for signers, and for time-stamp authorities too where
 *   `timestampTrustAnchors` are not given
 * @returns findings about an untrusted file; without trust anchors nothing in them says who signed
 * @throws PadesError ERR_PADES_TOO_MANY_SIGNATURES, ERR_PADES_RANGES_TOO_LONG; PdfError when the file cannot be read
 *
 * @example
 * const { signatures } = await inspectDocument({ source: file, trustAnchors })
 * signatures[0]?.level // 'B-LTA'
 */
export const inspectDocument = async (given: DocumentToValidate): Promise<DocumentReport> => {
  const document = { ...given, timestampTrustAnchors: given.timestampTrustAnchors ?? given.trustAnchors }
  const found = await documentSignatures(document)
  const stores = { whole: readSecurityStore(found.file.open()), stamped: stampedStore(found, document) }
  const store = stores.whole
  const signatures: InspectedSignature[] = []
  for (const signature of found.signatures) {
    signatures.push(await inContext(signature, found, stores, document))
  }
  return {
    signatures,
    timeStamps: found.timeStamps,
    others: found.others,
    securityStore: store && {
      certificates: store.certificates.length,
      ocspResponses: store.ocspResponses.length,
      crls: store.crls.length,
    },
  }
}

/** What was stored where proofs are looked for: at the end, and under the last valid document time stamp, if any. */
interface Stores {
  readonly whole: SecurityStore | null
  readonly stamped: SecurityStore | null
}

const stampedStore = ({ timeStamps }: DocumentSignatures, { source, password }: DocumentToValidate) => {
  const newest = timeStamps.findLast(({ valid }) => valid)
  if (newest === undefined) return null
  return readSecurityStore(openPdf(prefixOf(source, source.size - newest.bytesAfter), { password }))
}

/** Later than any revocation. */
const everAfter = new Date(8.64e15)

/** What the file as a whole says of a signature that is valid by itself. */
const inContext = async (
  signature: SignatureReport,
  found: DocumentSignatures,
  stores: Stores,
  trust: DocumentToValidate,
): Promise<InspectedSignature> => {
  const { signedData, timestamp, dictionary } = signature
  if (!signature.valid || signedData === null) return { ...signature, level: null }
  const later = found.timeStamps.filter(({ valid, bytesAfter }) => valid && bytesAfter < signature.bytesAfter)
  const time = timestamp ?? later[0]?.timestamp ?? null
  const at = time?.genTime ?? dictionary?.signingTime ?? null
  const { signerCertificate: certificate, certificates: pool } = signedData
  // A thief can claim any time: without one that is proven, revoked at any time is revoked (EN 319 102-1 §5.3.4).
  const since = time === null ? { since: everAfter } : {}
  const signer = at === null ? [] : [{ certificate, pool, at, trustAnchors: trust.trustAnchors, ...since }]
  const authority = time === null ? [] : [authorityOf(time, trust.timestampTrustAnchors)]
  const targets = [...signer, ...authority]
  const outcome = await outcomeOf(stores.whole, targets)
  const checked = { ...signature, checks: [...signature.checks, revocationCheck(outcome)] }
  if (outcome === 'ERR_PKI_REVOKED') return { ...checked, valid: false, indication: 'INDETERMINATE', level: null }
  if (time === null) return { ...checked, level: 'B-B' }
  if (outcome !== 'proven') return { ...checked, level: 'B-T' }
  const isArchived = later.length > 0 && (await outcomeOf(stores.stamped, targets)) === 'proven'
  return { ...checked, level: isArchived ? 'B-LTA' : 'B-LT' }
}

const authorityOf = (
  { certificate, certificates: pool, genTime: at }: VerifiedTimestamp,
  trustAnchors: readonly Certificate[] | undefined,
): PathToProve => ({ certificate, pool, at, trustAnchors })

/** Whether a store alone, without any network, proves all paths: `proven`, or the code of what is wrong or missing. */
const outcomeOf = async (store: SecurityStore | null, targets: readonly PathToProve[]): Promise<string> => {
  if (store === null || targets.length === 0) return 'ERR_PADES_PROOF_MISSING'
  try {
    await requireOfflineProof(store, targets)
    return 'proven'
  } catch (error) {
    if (!(error instanceof CodedError)) throw error
    return error.code
  }
}

/** What is not proven is not known; only what proves the contrary fails. */
const revocationCheck = (outcome: string): Check => {
  if (outcome === 'proven') return { name: 'revocation', outcome: 'passed' }
  if (outcome !== 'ERR_PKI_REVOKED') return { name: 'revocation', outcome: 'skipped' }
  return { name: 'revocation', outcome: 'failed', code: outcome }
}
