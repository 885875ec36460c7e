import type { webcrypto } from 'node:crypto'
import { keyAlgorithmOf } from './certificates.ts'
import { importPrivateKey } from './key-pair.ts'
import type { KeptIdentity, QtspKeys } from './qtsp-keys.ts'

/** A time-stamping unit ready to sign. */
export interface TsaIdentity {
  /** DER. */
  readonly certificate: Uint8Array
  /** DER certificates above it, up to the root. */
  readonly chain: readonly Uint8Array[]
  readonly privateKey: webcrypto.CryptoKey
}

/** The honest identity of the double. */
export async function tsaIdentity({ ca, tsa }: QtspKeys): Promise<TsaIdentity> {
  return { certificate: tsa.certificate, chain: [ca.certificate], privateKey: await privateKeyOf(tsa) }
}

/** The private key of a kept identity. */
export function privateKeyOf({ certificate, privateKey }: KeptIdentity): Promise<webcrypto.CryptoKey> {
  return importPrivateKey(privateKey, keyAlgorithmOf(certificate))
}
