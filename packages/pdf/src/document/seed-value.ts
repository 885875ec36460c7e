import type { PdfDocument } from '../file/open-pdf.ts'
import { decodeTextString } from '../syntax/text-string.ts'
import type { Located, PdfDictionary } from '../syntax/value.ts'
import { itemsIn, stringBytesOf, stringsIn, textEntry, textsIn, typedEntry } from './access.ts'
import { type CertificateDemands, certificateDemands } from './certificate-seed-value.ts'
import { seedFlags } from './seed-flags.ts'

/**
 * What the author of a form demands of the signature in a field: the required constraints of its seed
 * value dictionary (ISO 32000-2 12.7.5.5, table 237). What is merely preferred is left out.
 */
export interface SeedDemands {
  /** The signature handler. */
  readonly filter: string | null
  /** Formats, one of which must be used. */
  readonly subFilters: readonly string[] | null
  /** Digest algorithms as PDF names them (`SHA256`), one of which must be used. */
  readonly digestMethods: readonly string[] | null
  /** Reasons, one of which must be given; none may be given when the list is empty. */
  readonly reasons: readonly string[] | null
  /** 0: the signature must not certify the document; 1 to 3: it must, at this level. */
  readonly certification: 0 | 1 | 2 | 3 | null
  /** A time-stamp service. A time stamp is optional unless it is `required`. */
  readonly timeStamp: { readonly url: string | null; readonly required: boolean } | null
  readonly certificate: CertificateDemands | null
  /** The whole document must be locked by this signature. */
  readonly lockDocument: boolean
  /** Keys of required constraints that nobody here can meet, or understand. */
  readonly unsupported: readonly string[]
}

/** Bits of /Ff: the constraint is required (ISO 32000-2 table 237). */
const required = {
  Filter: 1,
  SubFilter: 2,
  V: 4,
  Reasons: 8,
  LegalAttestation: 16,
  AddRevInfo: 32,
  DigestMethod: 64,
  LockDocument: 128,
  AppearanceFilter: 256,
} as const
const allBits = 511

/** The newest seed value dictionary that is read here: that of PDF 2.0. */
const newestVersion = 3

/**
 * Reads the demands of a field's /SV; null when it has none.
 *
 * @throws PdfError ERR_PDF_STRUCTURE when an entry is of the wrong type, ERR_PDF_TOO_MANY, ERR_PDF_TOO_LARGE
 */
export const seedDemands = (doc: PdfDocument, field: Located<PdfDictionary>): SeedDemands | null => {
  const seed = typedEntry(doc, field, 'SV', 'dictionary')
  if (seed === null) return null
  const flags = seedFlags(doc, seed)
  const needs = (key: keyof typeof required): boolean => (flags & required[key]) !== 0 && seed.value.entries.has(key)
  const version = typedEntry(doc, seed, 'V', 'number')?.value.value ?? 1
  const addsRevocation = typedEntry(doc, seed, 'AddRevInfo', 'boolean')?.value.value ?? false
  const certificate = typedEntry(doc, seed, 'Cert', 'dictionary')
  const certificates = certificate && certificateDemands(doc, certificate)
  const unsupported = [
    ...(needs('V') && !(version <= newestVersion) ? ['V'] : []),
    ...(needs('LegalAttestation') ? ['LegalAttestation'] : []),
    // Revocation data inside the signature value, which PAdES baseline forbids (EN 319 142-1 6.3).
    ...(needs('AddRevInfo') && addsRevocation ? ['AddRevInfo'] : []),
    ...(needs('AppearanceFilter') ? ['AppearanceFilter'] : []),
    ...((flags & ~allBits) === 0 ? [] : ['Ff']),
    ...(certificates?.unsupported ?? []),
  ]
  return {
    filter: needs('Filter') ? (typedEntry(doc, seed, 'Filter', 'name')?.value.name ?? null) : null,
    subFilters: needs('SubFilter') ? namesIn(doc, seed, 'SubFilter') : null,
    digestMethods: needs('DigestMethod') ? namesIn(doc, seed, 'DigestMethod') : null,
    reasons: (flags & required.Reasons) === 0 ? null : reasonsIn(doc, seed),
    certification: certificationOf(doc, seed),
    timeStamp: timeStampOf(doc, seed),
    certificate: certificates?.demands ?? null,
    lockDocument: needs('LockDocument') && locksDocument(doc, seed),
    unsupported,
  }
}

/** Names; SubFilter and DigestMethod are arrays of names, and some writers use text strings for the second. */
const namesIn = (doc: PdfDocument, seed: Located<PdfDictionary>, key: string): string[] | null => {
  const array = typedEntry(doc, seed, key, 'array')
  if (array === null) return null
  const names = itemsIn(doc, array, 'name').map(({ value }) => value.name)
  return [...names, ...stringsIn(doc, array).map((string) => decodeTextString(stringBytesOf(string)))]
}

/** No reasons, or a full stop alone, mean that none may be given. */
const reasonsIn = (doc: PdfDocument, seed: Located<PdfDictionary>): string[] => {
  const array = typedEntry(doc, seed, 'Reasons', 'array')
  const reasons = array === null ? [] : textsIn(doc, array)
  return reasons.length === 1 && reasons[0] === '.' ? [] : reasons
}

/** /MDP has no flag: it always counts. Levels that do not exist are ignored, as the standard says nothing of them. */
const certificationOf = (doc: PdfDocument, seed: Located<PdfDictionary>): SeedDemands['certification'] => {
  const rules = typedEntry(doc, seed, 'MDP', 'dictionary')
  const level = rules && typedEntry(doc, rules, 'P', 'number')?.value.value
  return level === 0 || level === 1 || level === 2 || level === 3 ? level : null
}

const timeStampOf = (doc: PdfDocument, seed: Located<PdfDictionary>): SeedDemands['timeStamp'] => {
  const timeStamp = typedEntry(doc, seed, 'TimeStamp', 'dictionary')
  if (timeStamp === null) return null
  return { url: textEntry(doc, timeStamp, 'URL'), required: (seedFlags(doc, timeStamp) & 1) === 1 }
}

const locksDocument = (doc: PdfDocument, seed: Located<PdfDictionary>): boolean =>
  typedEntry(doc, seed, 'LockDocument', 'name')?.value.name === 'true'
