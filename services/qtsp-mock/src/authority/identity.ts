import type { webcrypto } from 'node:crypto'
import type { Digest } from './key-pair.ts'

/** A certificate and key ready to sign. */
export interface Identity {
  /** DER. */
  readonly certificate: Uint8Array
  /** DER certificates above it, up to the root. */
  readonly chain: readonly Uint8Array[]
  readonly privateKey: webcrypto.CryptoKey
  /** What it signs with. */
  readonly digest: Digest
}
