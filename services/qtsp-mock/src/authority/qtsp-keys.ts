import { randomBytes, type webcrypto } from 'node:crypto'
import { createRootCertificate } from '../certificates/root-certificate.ts'
import type { RandomBytes } from '../random-bytes.ts'
import { createKeyPair, exportPrivateKey, importKeyPair, type KeyAlgorithm } from './key-pair.ts'

/** A private key as bytes. */
export interface KeptKey {
  readonly algorithm: KeyAlgorithm
  /** PKCS #8. */
  readonly privateKey: Uint8Array
}

/** A certificate with its private key, as bytes. */
export interface KeptIdentity extends KeptKey {
  /** DER. */
  readonly certificate: Uint8Array
}

/**
 * What the double keeps. Only the root has a kept certificate: the others name the address that the
 * double answers at, and are issued again, with the same keys and names, when it starts.
 */
export interface QtspKeys {
  /** The root: the trust anchor. */
  readonly ca: KeptIdentity
  /** The authority that issues signers. */
  readonly issuing: KeptKey
  readonly tsa: KeptKey
}

/** How keys are made. */
export interface CreateQtspKeysOptions {
  /** Of the authorities, P-256 by default. */
  readonly algorithm?: KeyAlgorithm
  /** Of the time-stamping unit; as the authorities by default. */
  readonly tsaAlgorithm?: KeyAlgorithm
  readonly now?: Date
  readonly random?: RandomBytes
}

/**
 * New keys for a root, an issuing authority and a time-stamping unit, and the root's certificate.
 *
 * @example
 * const mock = await createQtspMock({ keys: await createQtspKeys() })
 */
export async function createQtspKeys(options: CreateQtspKeysOptions = {}): Promise<QtspKeys> {
  const { algorithm = 'p-256', tsaAlgorithm = algorithm, now = new Date(), random = randomBytes } = options
  const keys = await createKeyPair(algorithm)
  return {
    ca: {
      algorithm,
      certificate: await createRootCertificate({ keys, algorithm, now, random }),
      privateKey: await exportPrivateKey(keys.privateKey),
    },
    issuing: await keptKey(algorithm),
    tsa: await keptKey(tsaAlgorithm),
  }
}

/** The key pair that was kept. */
export function keyPairOf({ algorithm, privateKey }: KeptKey): Promise<webcrypto.CryptoKeyPair> {
  return importKeyPair(privateKey, algorithm)
}

async function keptKey(algorithm: KeyAlgorithm): Promise<KeptKey> {
  const { privateKey } = await createKeyPair(algorithm)
  return { algorithm, privateKey: await exportPrivateKey(privateKey) }
}
