import { createPublicKey, type KeyObject } from 'node:crypto'
import type { SignatureAlgorithm } from '@waarmerk/cms'
import type { Signer } from '@waarmerk/pades'
import { parseCertificate } from '@waarmerk/pki'
import { isSameKey } from './is-same-key.ts'
import { KeyProviderError } from './key-provider-error.ts'
import { algorithmFor, type SigningThread, signWithKey } from './sign-with-key.ts'

/**
 * Signs with a key in this process's memory.
 *
 * @param options.certificates DER, the signer's first
 * @param options.algorithm by default PKCS#1 v1.5 or ECDSA with SHA-256, or what the key is for
 * @param options.thread `pool` (default) for a service, `main` for a program that signs one thing and ends
 * @throws KeyProviderError `ERR_KEY_CERTIFICATE_MISMATCH`, `ERR_KEY_UNSUITABLE`; PkiError for a bad certificate
 * @example
 * const signer = softwareSigner({ privateKey, certificates: await ca.issueOneTimeCertificate(subject) })
 */
export function softwareSigner(options: {
  readonly privateKey: KeyObject
  readonly certificates: readonly Uint8Array[]
  readonly algorithm?: SignatureAlgorithm
  readonly thread?: SigningThread
}): Signer {
  const { privateKey, certificates } = options
  const algorithm = algorithmFor(privateKey, options.algorithm)
  requireMatchingCertificate(privateKey, certificates[0])
  return { algorithm, certificates, sign: ({ data }) => signWithKey(algorithm, privateKey, data, options.thread) }
}

/** @throws KeyProviderError `ERR_KEY_CERTIFICATE_MISMATCH` */
export function requireMatchingCertificate(privateKey: KeyObject, certificate: Uint8Array | undefined): void {
  const certified = certificate && parseCertificate(certificate).publicKey
  if (certified === undefined || !isSameKey(certified, createPublicKey(privateKey))) {
    throw new KeyProviderError('ERR_KEY_CERTIFICATE_MISMATCH', 'the first certificate is not for this key')
  }
}
