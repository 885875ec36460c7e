import { createDecipheriv, pbkdf2Sync } from 'node:crypto'
import type { Asn1, BinaryString } from 'node-forge'
import { KeyProviderError } from '../../key-provider-error.ts'
import type { WorkBudget } from '../work-budget.ts'
import { countOf, elementsOf, type Forge, isInteger, octetsOf, oidOf } from './ber.ts'

const pbes2 = '1.2.840.113549.1.5.13'
const pbkdf2 = '1.2.840.113549.1.5.12'
// RFC 7292 appendix C; RC2 with 40 bits is what Windows and old CSPs encrypt certificates with.
const legacy = ['1.2.840.113549.1.12.1.3', '1.2.840.113549.1.12.1.6']
// RFC 8018 appendix B.1.
const pseudoRandomFunctions: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
}
const ciphers: Readonly<Record<string, { readonly name: string; readonly keySize: number }>> = {
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', keySize: 24 },
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keySize: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keySize: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', keySize: 32 },
}

/** What it takes to open the encrypted parts of one file. */
export interface Opener {
  readonly forge: Forge
  /** Null: no passphrase at all, which is another than an empty one in the old key derivation. */
  readonly passphrase: string | null
  readonly budget: WorkBudget
}

/**
 * Decrypts what was encrypted with a passphrase: by node:crypto (PBES2, RFC 8018 §6.2) or, the old ways that OpenSSL 3 has put
 * away, by node-forge (RFC 7292 appendix B).
 *
 * @param algorithm AlgorithmIdentifier
 * @returns the plain octets, or undefined when the padding shows that the passphrase is another
 * @throws KeyProviderError `ERR_KEY_PKCS12_ALGORITHM`, `ERR_KEY_FILE_TOO_COSTLY`, `ERR_KEY_PKCS12_MALFORMED`
 */
export function decrypt(opener: Opener, algorithm: Asn1 | undefined, data: BinaryString): BinaryString | undefined {
  const [type, parameters] = elementsOf(algorithm)
  const oid = oidOf(opener.forge, type)
  if (oid === pbes2) return decryptPbes2(opener, elementsOf(parameters), data)
  if (parameters === undefined || !legacy.includes(oid)) throw unsupported(oid)
  // A key of two blocks and an initialisation vector are derived.
  opener.budget.spend(countOf(elementsOf(parameters)[1]) * 3)
  const decipher = opener.forge.pbe.getCipher(oid, parameters, opener.passphrase)
  decipher.update(opener.forge.util.createBuffer(data))
  return decipher.finish() ? decipher.output.getBytes() : undefined
}

function decryptPbes2({ forge, passphrase, budget }: Opener, [kdf, scheme]: readonly Asn1[], data: BinaryString) {
  const [kdfType, kdfParameters] = elementsOf(kdf)
  const [cipherType, vector] = elementsOf(scheme)
  const cipher = ciphers[oidOf(forge, cipherType)]
  if (oidOf(forge, kdfType) !== pbkdf2 || cipher === undefined) throw unsupported('PBES2 with another scheme')
  const [salt, iterations, ...optional] = elementsOf(kdfParameters)
  const prf = optional.find((node) => !isInteger(node))
  const digest = prf === undefined ? 'sha1' : pseudoRandomFunctions[oidOf(forge, elementsOf(prf)[0])]
  if (digest === undefined) throw unsupported('PBKDF2 with another function')
  const rounds = countOf(iterations)
  budget.spend(rounds)
  const key = pbkdf2Sync(passphrase ?? '', Buffer.from(octetsOf(salt), 'latin1'), rounds, cipher.keySize, digest)
  return unpadded(cipher.name, key, Buffer.from(octetsOf(vector), 'latin1'), Buffer.from(data, 'latin1'))
}

function unpadded(cipher: string, key: Uint8Array, vector: Uint8Array, data: Uint8Array): BinaryString | undefined {
  try {
    const decipher = createDecipheriv(cipher, key, vector)
    return Buffer.concat([decipher.update(data), decipher.final()]).toString('latin1')
  } catch {
    return undefined
  }
}

const unsupported = (what: string): KeyProviderError =>
  new KeyProviderError('ERR_KEY_PKCS12_ALGORITHM', `a way to encrypt that is not known: ${what}`)
