import type { CertificateDemands } from '../document/certificate-seed-value.ts'
import { type FieldLock, fieldLockOf } from '../document/field-lock.ts'
import { type FormField, formFields } from '../document/form-fields.ts'
import { type SeedDemands, seedDemands } from '../document/seed-value.ts'
import { terminalFields } from '../document/signature-fields.ts'
import type { PdfDocument } from '../file/open-pdf.ts'
import { PdfError, type PdfErrorCode } from '../pdf-error.ts'
import type { CertificationLevel } from './certification.ts'
import type { SignatureEntries } from './signature-value.ts'

/** What a field of the document demands of its signature. Written by the author of the form; untrusted. */
export interface SignatureFieldDemands extends SeedDemands {
  /** What signing the field will lock. */
  readonly lock: FieldLock | null
}

/** What whoever makes the signature assures about it. Fields may demand that (ISO 32000-2 table 237). */
export interface SignatureAssurance {
  /** Digest algorithm of the signature as PDF names it: `SHA256`, `SHA384`, `SHA512`. */
  readonly digestMethod?: string
  /** The signature will hold a time stamp. */
  readonly timeStamp?: boolean
  /** Whether the signer's certificate meets what is demanded of it. Asked only where something is. */
  readonly certificate?: (demands: CertificateDemands) => boolean
}

const none: SeedDemands = {
  filter: null,
  subFilters: null,
  digestMethods: null,
  reasons: null,
  certification: null,
  timeStamp: null,
  certificate: null,
  lockDocument: false,
  unsupported: [],
}

/**
 * What a signature field demands before it is signed; null when there is no such field. The signer's
 * certificate, the digest and the time stamp are for whoever makes the signature to check; `fillSignatureField`
 * refuses a field whose demands are not met or assured.
 *
 * @throws PdfError ERR_PDF_STRUCTURE and the codes of reading the form
 *
 * @example
 * const url = signatureFieldDemands(doc, 'aanvrager')?.timeStamp?.url
 */
export const signatureFieldDemands = (doc: PdfDocument, fieldName: string): SignatureFieldDemands | null => {
  const field = terminalFields(formFields(doc)).find(({ name }) => name === fieldName)
  return field === undefined ? null : demandsOf(doc, field)
}

/** The demands of a field that was found already. */
export const demandsOf = (doc: PdfDocument, { dictionary }: FormField): SignatureFieldDemands => {
  const seed = seedDemands(doc, dictionary) ?? none
  const lock = fieldLockOf(doc, dictionary)
  return { ...seed, lock: seed.lockDocument ? { action: 'All', fields: [], permissions: 1 } : lock }
}

/** What is known of the signature to come. */
export interface SignatureIntent extends Pick<SignatureEntries, 'subFilter' | 'reason'> {
  readonly certify?: CertificationLevel
  readonly assured?: SignatureAssurance
}

/**
 * Refuses a signature that does not meet the demands of its field.
 *
 * @returns the level at which the signature must certify the document, if at all
 * @throws PdfError ERR_PDF_SEED_VALUE_UNSUPPORTED, ERR_PDF_SEED_VALUE_FORMAT, ERR_PDF_SEED_VALUE_REASON,
 * ERR_PDF_SEED_VALUE_DIGEST, ERR_PDF_SEED_VALUE_TIMESTAMP, ERR_PDF_SEED_VALUE_CERTIFICATE, ERR_PDF_SEED_VALUE_CERTIFY
 */
export const requireDemandsMet = (demands: SeedDemands, intent: SignatureIntent): CertificationLevel | undefined => {
  const { subFilter, reason, certify, assured = {} } = intent
  const { filter, subFilters, digestMethods, reasons, certification, timeStamp, certificate, unsupported } = demands
  const require = (met: boolean, code: PdfErrorCode, what: string): void => {
    if (!met) throw new PdfError(code, `the field demands ${what}`)
  }
  require(unsupported.length === 0, 'ERR_PDF_SEED_VALUE_UNSUPPORTED', 'what cannot be met')
  require(filter === null || filter === 'Adobe.PPKLite', 'ERR_PDF_SEED_VALUE_FORMAT', 'another signature handler')
  require(subFilters === null || subFilters.includes(subFilter), 'ERR_PDF_SEED_VALUE_FORMAT', 'another format')
  require(reasons === null || allows(reasons, reason), 'ERR_PDF_SEED_VALUE_REASON', 'another reason, or none')
  require(digestMethods === null ||
    digestMethods.some((name) =>
      isDigest(name, assured.digestMethod),
    ), 'ERR_PDF_SEED_VALUE_DIGEST', 'another digest algorithm')
  require(timeStamp?.required !== true || assured.timeStamp === true, 'ERR_PDF_SEED_VALUE_TIMESTAMP', 'a time stamp')
  require(certificate === null ||
    assured.certificate?.(certificate) === true, 'ERR_PDF_SEED_VALUE_CERTIFICATE', 'a certain certificate')
  const level = certification === null || certification === 0 ? certify : (certify ?? certification)
  require(certification === null ||
    certification === (level ?? 0), 'ERR_PDF_SEED_VALUE_CERTIFY', 'otherwise of certifying')
  return level
}

const allows = (reasons: readonly string[], reason: string | undefined): boolean =>
  reasons.length === 0 ? reason === undefined : reason !== undefined && reasons.includes(reason)

/** `SHA256` and `SHA-256` are the same. */
const isDigest = (name: string, assured: string | undefined): boolean =>
  assured !== undefined && plain(name) === plain(assured)

const plain = (name: string): string => name.replaceAll('-', '').toUpperCase()
