import { type KeyObject, sign } from 'node:crypto'
import { promisify } from 'node:util'
import { digestForNode, PkiError, paddingForNode, requireSuitableKey, type SignatureAlgorithm } from '@waarmerk/pki'
import { KeyProviderError } from './key-provider-error.ts'

const signInThreadPool = promisify(sign)

/** Where the work of a signature is done. */
export type SigningThread = 'pool' | 'main'

/**
 * Signs off the main thread: the event loop stays free, and several keys sign at once (performance of RSA). Or on it: a
 * single signature is made sooner, and nothing else goes on meanwhile.
 */
export async function signWithKey(
  algorithm: SignatureAlgorithm,
  privateKey: KeyObject,
  data: Uint8Array,
  thread: SigningThread = 'pool',
): Promise<Uint8Array> {
  const key = { key: privateKey, ...paddingForNode(algorithm) }
  const digest = digestForNode(algorithm)
  return new Uint8Array(thread === 'main' ? sign(digest, data, key) : await signInThreadPool(digest, data, key))
}

const byKeyType: Readonly<Record<string, SignatureAlgorithm>> = {
  rsa: 'rsa-sha256',
  'rsa-pss': 'rsa-pss-sha256',
  ec: 'ecdsa-sha256',
  ed25519: 'ed25519',
}

/**
 * The algorithm to sign with: the one asked for, or the usual one of this kind of key.
 *
 * @throws KeyProviderError `ERR_KEY_UNSUITABLE` when the key does not fit, or is outside ETSI TS 119 312
 */
export function algorithmFor(privateKey: KeyObject, wanted?: SignatureAlgorithm): SignatureAlgorithm {
  const algorithm = wanted ?? byKeyType[privateKey.asymmetricKeyType ?? '']
  try {
    if (algorithm === undefined || privateKey.type !== 'private') throw new TypeError('not a key that signs')
    requireSuitableKey(algorithm, privateKey)
    return algorithm
  } catch (cause) {
    if (!(cause instanceof PkiError || cause instanceof TypeError)) throw cause
    throw new KeyProviderError('ERR_KEY_UNSUITABLE', 'this key may not be used to sign', { cause })
  }
}
