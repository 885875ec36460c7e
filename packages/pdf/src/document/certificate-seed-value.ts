import type { PdfDocument } from '../file/open-pdf.ts'
import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import type { Located, PdfArray, PdfDictionary } from '../syntax/value.ts'
import { itemsIn, stringBytesOf, stringsIn, textEntry, textsIn, typedEntry } from './access.ts'
import { seedFlags } from './seed-flags.ts'

/**
 * What a field demands of the signer's certificate (ISO 32000-2 table 238). Each list that is there must
 * be met by one of its items; whoever has the certificate checks that.
 */
export interface CertificateDemands {
  /** DER certificates: the signer's is one of them. */
  readonly subjects: readonly Uint8Array[] | null
  /** DER certificates: one of them stands in the signer's chain as an issuer. */
  readonly issuers: readonly Uint8Array[] | null
  /** Dotted object identifiers: one of them is a certificate policy of the signer's certificate. */
  readonly policies: readonly string[] | null
  /** Names: the signer's subject has all attributes (by short name or dotted identifier) of one of them. */
  readonly subjectNames: readonly Readonly<Record<string, string>>[] | null
  /** Up to nine characters `0` (unset), `1` (set) or `X` (either), for the bits of the key usage in their order. */
  readonly keyUsages: readonly string[] | null
}

/** Bits of /Ff: the constraint is required. */
const required = { Subject: 1, Issuer: 2, OID: 4, SubjectDN: 8, KeyUsage: 32, URL: 64 } as const
const knownBits = 111

/**
 * Reads the required constraints of a certificate seed value; `demands` is null when there are none. A
 * certificate that must come from the service at /URL cannot be had here.
 *
 * @throws PdfError ERR_PDF_STRUCTURE when an entry is of the wrong type, ERR_PDF_TOO_MANY, ERR_PDF_TOO_LARGE
 */
export const certificateDemands = (
  doc: PdfDocument,
  seed: Located<PdfDictionary>,
): { readonly demands: CertificateDemands | null; readonly unsupported: readonly string[] } => {
  const flags = seedFlags(doc, seed)
  const needs = (key: keyof typeof required): boolean => (flags & required[key]) !== 0
  const needed = <Value>(key: keyof typeof required, read: (array: Located<PdfArray>) => Value): Value | null => {
    const array = needs(key) ? typedEntry(doc, seed, key, 'array') : null
    return array && read(array)
  }
  const bytes = (array: Located<PdfArray>): Uint8Array[] => stringsIn(doc, array).map(stringBytesOf)
  const texts = (array: Located<PdfArray>): string[] => textsIn(doc, array)
  const demands: CertificateDemands = {
    subjects: needed('Subject', bytes),
    issuers: needed('Issuer', bytes),
    policies: needed('OID', texts),
    subjectNames: needed('SubjectDN', (array) => namesIn(doc, array)),
    keyUsages: needed('KeyUsage', texts),
  }
  return {
    demands: Object.values(demands).some((demand) => demand !== null) ? demands : null,
    unsupported: [
      ...(needs('URL') && seed.value.entries.has('URL') ? ['Cert.URL'] : []),
      ...((flags & ~knownBits) === 0 ? [] : ['Cert.Ff']),
    ],
  }
}

const namesIn = (doc: PdfDocument, array: Located<PdfArray>): Record<string, string>[] => {
  const names = itemsIn(doc, array, 'dictionary')
  const attributes = names.reduce((sum, { value }) => sum + value.entries.size, 0)
  if (attributes > limits.listItems) throw new PdfError('ERR_PDF_TOO_MANY', 'the names of a list have too many parts')
  return names.map((name) =>
    Object.fromEntries(Array.from(name.value.entries.keys(), (key) => [key, textEntry(doc, name, key) ?? ''])),
  )
}
