import type { Resolve } from '../file/stream-data.ts'
import { PdfError } from '../pdf-error.ts'
import { stringBytes } from '../syntax/string-bytes.ts'
import type { PdfDictionary, PdfValue } from '../syntax/value.ts'

/** How strings or streams are encrypted. */
export type CryptMethod = 'Identity' | 'RC4' | 'AES-128' | 'AES-256'

/** What an encryption dictionary of the standard security handler says (ISO 32000-2 tables 20, 21 and 25). */
export interface EncryptionDictionary {
  readonly revision: number
  /** Bytes of the file key. */
  readonly keyLength: number
  readonly ownerEntry: Uint8Array
  readonly userEntry: Uint8Array
  /** /OE, /UE and /Perms of revisions 5 and 6; empty before. */
  readonly ownerKey: Uint8Array
  readonly userKey: Uint8Array
  readonly sealedPermissions: Uint8Array
  /** /P as 32 bits. */
  readonly permissions: number
  readonly encryptMetadata: boolean
  readonly streams: CryptMethod
  readonly strings: CryptMethod
  /** The method of a crypt filter by its name, for streams that choose their own. */
  filter(name: string): CryptMethod
}

/**
 * Reads an encryption dictionary. Its strings stand in it as they are: they are never encrypted (7.6.2).
 *
 * @throws PdfError ERR_PDF_ENCRYPTED, ERR_PDF_ENCRYPTION_INVALID
 */
export const readEncryptionDictionary = (dictionary: PdfDictionary, resolve: Resolve): EncryptionDictionary => {
  const value = (key: string): PdfValue | null => resolve(dictionary.entries.get(key)?.value)
  if (nameOf(value('Filter')) !== 'Standard')
    throw unsupported('it is encrypted by another handler than the standard one')
  const version = integerOf(value('V')) ?? 0
  const revision = integerOf(value('R')) ?? 0
  if (!isKnown(version, revision)) throw unsupported('its version of encryption is not supported')
  const filter = version >= 4 ? filterReader(ofDictionary(value('CF')), resolve) : (): CryptMethod => 'RC4'
  const isLatest = version === 5
  const permissions = value('P')
  if (permissions?.kind !== 'number' || !Number.isSafeInteger(permissions.value)) throw invalid('/P')
  return {
    revision,
    keyLength: isLatest ? 32 : keyLengthOf(version, integerOf(value('Length'))),
    ownerEntry: requiredBytes(value('O'), isLatest ? 48 : 32, '/O'),
    userEntry: requiredBytes(value('U'), isLatest ? 48 : 32, '/U'),
    ownerKey: isLatest ? requiredBytes(value('OE'), 32, '/OE') : nothing,
    userKey: isLatest ? requiredBytes(value('UE'), 32, '/UE') : nothing,
    sealedPermissions: isLatest ? requiredBytes(value('Perms'), 16, '/Perms') : nothing,
    permissions: permissions.value | 0,
    encryptMetadata: version < 4 || (booleanOf(value('EncryptMetadata')) ?? true),
    streams: filter(version >= 4 ? (nameOf(value('StmF')) ?? 'Identity') : 'StdCF'),
    strings: filter(version >= 4 ? (nameOf(value('StrF')) ?? 'Identity') : 'StdCF'),
    filter,
  }
}

const nothing = new Uint8Array(0)

/** Version and revision that belong together; 5 with 5 is the one that Adobe had before ISO 32000-2. */
const isKnown = (version: number, revision: number): boolean => {
  if (version === 5) return revision === 5 || revision === 6
  if (version === 4) return revision === 4
  return (version === 1 || version === 2) && (revision === 2 || revision === 3)
}

/** /Length is in bits; some writers give bytes. Version 1 has 40 bits, 4 has 128. */
const keyLengthOf = (version: number, length: number | null): number => {
  if (version === 1) return 5
  if (version === 4) return 16
  const bits = length === null ? 40 : length < 40 ? length * 8 : length
  if (bits % 8 !== 0 || bits < 40 || bits > 128) throw invalid('/Length')
  return bits / 8
}

const methods: Readonly<Record<string, CryptMethod>> = {
  None: 'Identity',
  V2: 'RC4',
  AESV2: 'AES-128',
  AESV3: 'AES-256',
}

/** Crypt filters, ISO 32000-2 7.6.6. */
const filterReader =
  (filters: PdfDictionary | null, resolve: Resolve) =>
  (name: string): CryptMethod => {
    if (name === 'Identity') return 'Identity'
    const filter = ofDictionary(resolve(filters?.entries.get(name)?.value))
    if (filter === null) throw invalid('/CF')
    const method = nameOf(resolve(filter.entries.get('CFM')?.value)) ?? 'None'
    const known = Object.hasOwn(methods, method) ? methods[method] : undefined
    if (known === undefined) throw unsupported('a crypt filter has a method that is not supported')
    return known
  }

/** Longer than it must be is padded: some writers fill up /O and /U. */
const requiredBytes = (value: PdfValue | null, length: number, key: string): Uint8Array => {
  const bytes = value?.kind === 'string' ? stringBytes(value) : nothing
  if (bytes.length < length) throw invalid(key)
  return bytes.subarray(0, length)
}

const ofDictionary = (value: PdfValue | null): PdfDictionary | null => (value?.kind === 'dictionary' ? value : null)
const nameOf = (value: PdfValue | null): string | null => (value?.kind === 'name' ? value.name : null)
const booleanOf = (value: PdfValue | null): boolean | null => (value?.kind === 'boolean' ? value.value : null)
const integerOf = (value: PdfValue | null): number | null =>
  value?.kind === 'number' && Number.isSafeInteger(value.value) ? value.value : null

const unsupported = (why: string): PdfError => new PdfError('ERR_PDF_ENCRYPTED', why)

const invalid = (key: string): PdfError =>
  new PdfError('ERR_PDF_ENCRYPTION_INVALID', `the encryption dictionary is damaged: ${key}`)
