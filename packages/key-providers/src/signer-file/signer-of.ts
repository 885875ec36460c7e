import { createPublicKey, type KeyObject } from 'node:crypto'
import type { SignatureAlgorithm } from '@waarmerk/cms'
import type { Signer } from '@waarmerk/pades'
import { type Certificate, isNamedIssuer } from '@waarmerk/pki'
import { isSameKey } from '../is-same-key.ts'
import { KeyProviderError } from '../key-provider-error.ts'
import type { SigningThread } from '../sign-with-key.ts'
import { softwareSigner } from '../software-signer.ts'

/** How to sign with a key from a file. */
export interface SignerFileOptions {
  /** By default what {@link softwareSigner} takes for this kind of key. */
  readonly algorithm?: SignatureAlgorithm
  /** See {@link softwareSigner}. */
  readonly thread?: SigningThread
}

/** A key with the certificate for it. */
interface Pair {
  readonly privateKey: KeyObject
  readonly certificate: Certificate
}

/**
 * A signer by the one key that is certified for signing, with its certificate and, in order, those of its issuers that are
 * among `certificates`; others are left out.
 *
 * @throws KeyProviderError `ERR_KEY_NONE`, `ERR_KEY_CERTIFICATE_MISMATCH`, `ERR_KEY_UNSUITABLE`, `ERR_KEY_SEVERAL`
 */
export function signerOf(
  keys: readonly KeyObject[],
  certificates: readonly Certificate[],
  options: SignerFileOptions,
): Signer {
  const { privateKey, certificate } = pairForSigning(keys, certificates)
  const chain = chainOf(certificate, certificates).map(({ der }) => der)
  return softwareSigner({ privateKey, certificates: chain, ...options })
}

function pairForSigning(keys: readonly KeyObject[], certificates: readonly Certificate[]): Pair {
  if (keys.length === 0) throw new KeyProviderError('ERR_KEY_NONE', 'there is no private key')
  const pairs = keys.flatMap((privateKey) => pairOf(privateKey, certificates) ?? [])
  if (pairs.length === 0) throw new KeyProviderError('ERR_KEY_CERTIFICATE_MISMATCH', 'no certificate is for the key')
  const signing = pairs.filter(({ certificate }) =>
    mayBeUsedFor(certificate, ['digitalSignature', 'contentCommitment']),
  )
  if (signing.length === 0) throw new KeyProviderError('ERR_KEY_UNSUITABLE', 'the certificate is not for signing')
  // Of one for logging in and one for signing, it is the latter (EN 319 412-2 §4.3.2).
  const committing = signing.filter(({ certificate }) => mayBeUsedFor(certificate, ['contentCommitment']))
  const [only, ...more] = committing.length === 1 ? committing : signing
  if (only === undefined || more.length > 0) {
    throw new KeyProviderError('ERR_KEY_SEVERAL', 'several keys are certified for signing')
  }
  return only
}

function pairOf(privateKey: KeyObject, certificates: readonly Certificate[]): Pair | undefined {
  const publicKey = createPublicKey(privateKey)
  const certificate = certificates.find((one) => isSameKey(one.publicKey, publicKey))
  return certificate && { privateKey, certificate }
}

const mayBeUsedFor = ({ keyUsage }: Certificate, anyOf: readonly string[]): boolean =>
  keyUsage === undefined || keyUsage.some((usage) => anyOf.includes(usage))

function chainOf(end: Certificate, certificates: readonly Certificate[]): Certificate[] {
  const chain = [end]
  for (let top: Certificate | undefined = end; top !== undefined; ) {
    const below: Certificate = top
    top = certificates.find((one) => isNamedIssuer(one, below) && !chain.some((known) => isSame(known, one)))
    if (top !== undefined) chain.push(top)
  }
  return chain
}

const isSame = (a: Certificate, b: Certificate): boolean => Buffer.compare(a.der, b.der) === 0
