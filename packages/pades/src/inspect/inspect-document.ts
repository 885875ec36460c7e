import { CodedError } from '@waarmerk/coded-error'
import { openPdf, readSecurityStore, type SecurityStore } from '@waarmerk/pdf'
import { type Certificate, parseCertificate } from '@waarmerk/pki'
import { prefixOf } from '../file/prefix-of.ts'
import type { BaselineLevel } from '../level/baseline-level.ts'
import type { PathToProve } from '../level/certificate-path.ts'
import { storedFirst } from '../level/stored-revocation.ts'
import { collectMaterial } from '../level/validation-material.ts'
import {
  type DocumentSignatures,
  type DocumentToValidate,
  documentSignatures,
} from '../validate/document-signatures.ts'
import type { SignatureReport, TimeStampReport } from '../validate/signature-report.ts'

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
 * when /DSS proves its signer and its time stamp, and B-LTA when a valid document time stamp covers that. What later
 * revisions changed is not judged: `coversWholeFile` and `bytesAfter` say that there are any.
 *
 * @returns findings about an untrusted file; without trust anchors nothing in them says who signed
 * @throws PadesError ERR_PADES_TOO_MANY_SIGNATURES, ERR_PADES_RANGES_TOO_LONG; PdfError when the file cannot be read
 *
 * @example
 * const { signatures } = await inspectDocument({ source: file, trustAnchors })
 * signatures[0]?.level // 'B-LTA'
 */
export const inspectDocument = async (document: DocumentToValidate): Promise<DocumentReport> => {
  const found = await documentSignatures(document)
  const store = readSecurityStore(openPdf(document.source, document))
  const signatures: InspectedSignature[] = []
  for (const signature of found.signatures) {
    signatures.push({ ...signature, level: await levelOf(signature, found, store, document) })
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

const levelOf = async (
  signature: SignatureReport,
  { timeStamps }: DocumentSignatures,
  store: SecurityStore | null,
  { source, trustAnchors, password }: DocumentToValidate,
): Promise<BaselineLevel | null> => {
  const later = timeStamps.filter(({ valid, bytesAfter }) => valid && bytesAfter < signature.bytesAfter)
  const time = signature.timestamp ?? later[0]?.timestamp ?? null
  const { signedData } = signature
  if (!signature.valid || signedData === null) return null
  if (time === null) return 'B-B'
  const targets = [
    { certificate: signedData.signerCertificate, pool: signedData.certificates, at: time.genTime },
    { certificate: time.certificate, pool: time.certificates, at: time.genTime },
  ]
  if (!(await proves(store, targets, trustAnchors))) return 'B-T'
  const newest = later.at(-1)
  if (newest === undefined) return 'B-LT'
  const stamped = readSecurityStore(openPdf(prefixOf(source, source.size - newest.bytesAfter), { password }))
  return (await proves(stamped, targets, trustAnchors)) ? 'B-LTA' : 'B-LT'
}

/** Whether a store alone, without any network, proves all paths. */
const proves = async (
  store: SecurityStore | null,
  targets: readonly PathToProve[],
  trustAnchors: readonly Certificate[] | undefined,
): Promise<boolean> => {
  if (store === null) return false
  try {
    const kept = store.certificates.map(parseCertificate)
    const complete = targets.map((target) => ({ ...target, pool: [...target.pool, ...kept] }))
    await collectMaterial(complete, { trustAnchors, revocation: storedFirst(store, null) })
    return true
  } catch (error) {
    if (!(error instanceof CodedError)) throw error
    return false
  }
}
