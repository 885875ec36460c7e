import { createHash, createHmac } from 'node:crypto'
import { der } from '@waarmerk/pki'

const { explicit, integer, nullValue, objectIdentifier, octetString, sequence } = der
const data = objectIdentifier('1.2.840.113549.1.7.1')
const sha256 = objectIdentifier('2.16.840.1.101.3.4.2.1')

/** What a test wants to be different from a sound file, made without any library. */
export interface FileWishes {
  readonly keys?: readonly Uint8Array[]
  readonly certificates?: readonly Uint8Array[]
  readonly bags?: readonly Uint8Array[]
  readonly passphrase?: string
  readonly version?: number
  readonly contentType?: Uint8Array
  readonly iterations?: number
  /** Null: no MAC. */
  readonly macAlgorithm?: Uint8Array | null
  readonly changed?: boolean
}

const bag = (type: string, value: Uint8Array) => sequence(objectIdentifier(type), explicit(0, value))
/** An EncryptedPrivateKeyInfo in its bag. */
export const shroudedKey = (algorithm: Uint8Array, octets: Uint8Array): Uint8Array =>
  bag('1.2.840.113549.1.12.10.1.2', sequence(algorithm, octetString(octets)))
const keyBag = (key: Uint8Array) => bag('1.2.840.113549.1.12.10.1.1', key)
const certificateBag = (certificate: Uint8Array) =>
  bag(
    '1.2.840.113549.1.12.10.1.3',
    sequence(objectIdentifier('1.2.840.113549.1.9.22.1'), explicit(0, octetString(certificate))),
  )

/** A PKCS#12 file with nothing encrypted in it, and a MAC by SHA-256. */
export function pkcs12File(wishes: FileWishes): Uint8Array {
  const { keys = [], certificates = [], bags = [], iterations = 1, passphrase = 'geheim' } = wishes
  const safe = sequence(...keys.map(keyBag), ...certificates.map(certificateBag), ...bags)
  const contents = sequence(sequence(data, explicit(0, octetString(safe))))
  const salt = Buffer.from('zout')
  // What is demanded absurdly often is not done: the reader has to refuse before it would.
  const key = macKey(passphrase, salt, iterations > 10_000 ? 1 : iterations)
  const mac = createHmac('sha256', key)
    .update(wishes.changed ? nullValue() : contents)
    .digest()
  const macData = sequence(
    sequence(wishes.macAlgorithm ?? sequence(sha256, nullValue()), octetString(mac)),
    octetString(salt),
    integer(iterations),
  )
  return sequence(
    integer(wishes.version ?? 3),
    sequence(wishes.contentType ?? data, explicit(0, octetString(contents))),
    ...(wishes.macAlgorithm === null ? [] : [macData]),
  )
}

// RFC 7292 appendix B.2 for one block of SHA-256 (64 octets wide).
function macKey(passphrase: string, salt: Uint8Array, iterations: number): Uint8Array {
  const filled = (bytes: Uint8Array) => Buffer.alloc(Math.ceil(bytes.length / 64) * 64, bytes)
  const text = Buffer.from(`${passphrase}\0`, 'utf16le').swap16()
  let key: Uint8Array = Buffer.concat([Buffer.alloc(64, 3), filled(salt), filled(text)])
  for (let i = 0; i < iterations; i++) key = createHash('sha256').update(key).digest()
  return key
}

/** PBES2 with PBKDF2 and AES-256, over nothing useful. */
export const pbes2 = (iterations: number, prf = '1.2.840.113549.2.9', cipher = '2.16.840.1.101.3.4.1.42'): Uint8Array =>
  sequence(
    objectIdentifier('1.2.840.113549.1.5.13'),
    sequence(
      sequence(
        objectIdentifier('1.2.840.113549.1.5.12'),
        sequence(octetString(Buffer.from('zout')), integer(iterations), sequence(objectIdentifier(prf), nullValue())),
      ),
      sequence(objectIdentifier(cipher), octetString(new Uint8Array(16))),
    ),
  )

/** The old way: SHA-1 and 3DES. */
export const tripleDes = (iterations: number, type = '1.2.840.113549.1.12.1.3'): Uint8Array =>
  sequence(objectIdentifier(type), sequence(octetString(Buffer.from('zoutzout')), integer(iterations)))
