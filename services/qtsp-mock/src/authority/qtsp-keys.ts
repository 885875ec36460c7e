import { randomBytes } from 'node:crypto'
import type { RandomBytes } from '../random-bytes.ts'
import { createCaCertificate, createTsaCertificate } from './certificates.ts'
import { createKeyPair, exportPrivateKey, type KeyAlgorithm } from './key-pair.ts'

/** A certificate with its private key, as bytes. */
export interface KeptIdentity {
  /** DER. */
  readonly certificate: Uint8Array
  /** PKCS #8. */
  readonly privateKey: Uint8Array
}

/** What the double keeps: its CA and its time-stamping unit. */
export interface QtspKeys {
  readonly ca: KeptIdentity
  readonly tsa: KeptIdentity
}

/** How keys are made. */
export interface CreateQtspKeysOptions {
  /** P-256 by default. */
  readonly algorithm?: KeyAlgorithm
  readonly now?: Date
  readonly random?: RandomBytes
}

/**
 * A CA and a time-stamp certificate under it, with new keys.
 *
 * @example
 * const mock = createQtspMock({ keys: await createQtspKeys() })
 */
export async function createQtspKeys(options: CreateQtspKeysOptions = {}): Promise<QtspKeys> {
  const { algorithm = 'p-256', now = new Date(), random = randomBytes } = options
  const caKeys = await createKeyPair(algorithm)
  const caCertificate = await createCaCertificate('Waarmerk TEST TSA CA', caKeys, now, random)
  const tsaKeys = await createKeyPair(algorithm)
  const issuer = { certificate: caCertificate, privateKey: caKeys.privateKey }
  return {
    ca: { certificate: caCertificate, privateKey: await exportPrivateKey(caKeys.privateKey) },
    tsa: {
      certificate: await createTsaCertificate(tsaKeys.publicKey, issuer, now, random),
      privateKey: await exportPrivateKey(tsaKeys.privateKey),
    },
  }
}
