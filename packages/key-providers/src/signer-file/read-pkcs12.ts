import { createPrivateKey, type KeyObject } from 'node:crypto'
import type { Signer } from '@waarmerk/pades'
import { parseCertificate } from '@waarmerk/pki'
import { malformed } from './pkcs12/ber.ts'
import { openPkcs12 } from './pkcs12/open-pkcs12.ts'
import { type SignerFileOptions, signerOf } from './signer-of.ts'

/**
 * A signer from a PKCS#12 file (RFC 7292), as trust service providers hand them out: encrypted with AES, or with 3DES and
 * RC2 as most still are; RSA, elliptic-curve or Ed25519 keys; the chain in any order. Of several keys the one whose
 * certificate is for signing. node-forge is loaded on use.
 *
 * @param bytes BER or DER, at most 512 KiB
 * @param passphrase may be empty
 * @throws KeyProviderError `ERR_KEY_PKCS12_TOO_LARGE`, `ERR_KEY_PKCS12_MALFORMED`, `ERR_KEY_PKCS12_ALGORITHM`,
 *   `ERR_KEY_PKCS12_MAC_MISSING`, `ERR_KEY_PKCS12_MAC_BROKEN`, `ERR_KEY_PASSPHRASE`, `ERR_KEY_FILE_TOO_COSTLY`,
 *   `ERR_KEY_NONE`, `ERR_KEY_SEVERAL`, `ERR_KEY_CERTIFICATE_MISMATCH`, `ERR_KEY_UNSUITABLE`; PkiError for a certificate
 *   that is none
 * @example
 * const signer = await readPkcs12(await readFile('zegel.p12'), passphrase)
 */
export async function readPkcs12(
  bytes: Uint8Array,
  passphrase: string,
  options: SignerFileOptions = {},
): Promise<Signer> {
  const { keys, certificates } = await openPkcs12(bytes, passphrase)
  return signerOf(keys.map(keyOf), certificates.map(parseCertificate), options)
}

function keyOf(der: Uint8Array): KeyObject {
  try {
    return createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' })
  } catch (cause) {
    throw malformed('a private key that is none', { cause })
  }
}
