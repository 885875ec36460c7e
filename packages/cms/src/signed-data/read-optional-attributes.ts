import {
  childrenOf,
  type DerElement,
  type DigestAlgorithm,
  digestAlgorithmOf,
  oidOf,
  oids,
  type SignatureAlgorithm,
  signatureAlgorithmOf,
} from '@waarmerk/pki'
import { CmsError } from '../cms-error.ts'
import { type Attributes, onlyValue } from './attributes.ts'

/** What a signer committed to (EN 319 122-1 §5.2.3): object identifiers, empty when nothing is stated. */
export const commitmentTypesOf = (attributes: Attributes): string[] =>
  (attributes.get(oids.commitmentTypeIndication) ?? []).map((value) => oidOf(childrenOf(value, 0x30)[0]))

/** The policy that a signer names (EN 319 122-1 §5.2.9): its object identifier; undefined when none, or only implied. */
export function signaturePolicyOf(attributes: Attributes): string | undefined {
  if (!attributes.has(oids.signaturePolicyIdentifier)) return undefined
  const value = onlyValue(attributes, oids.signaturePolicyIdentifier)
  return value.tag === 0x05 ? undefined : oidOf(childrenOf(value, 0x30)[0])
}

/**
 * RFC 6211 §2: where the algorithms are signed, they must be those that are used.
 *
 * @throws CmsError `ERR_CMS_ALGORITHM_SUBSTITUTED`
 */
export function requireProtectedAlgorithms(
  attributes: Attributes,
  used: { readonly digestAlgorithm: DigestAlgorithm; readonly signatureIdentifier: DerElement },
): void {
  if (!attributes.has(oids.cmsAlgorithmProtection)) return
  const [digest, signature] = childrenOf(onlyValue(attributes, oids.cmsAlgorithmProtection), 0x30)
  const sameDigest = digestAlgorithmOf(digest) === used.digestAlgorithm
  if (!sameDigest || !isSameIdentifier(signature, used.signatureIdentifier)) {
    throw new CmsError('ERR_CMS_ALGORITHM_SUBSTITUTED', 'the signer meant other algorithms')
  }
}

// [1] IMPLICIT AlgorithmIdentifier; absent and NULL parameters mean the same.
function isSameIdentifier(stated: DerElement | undefined, used: DerElement): boolean {
  if (stated?.tag !== 0xa1) return false
  return Buffer.compare(stated.contents, used.contents) === 0 || algorithmIn(stated) === algorithmIn(used)
}

const algorithmIn = (identifier: DerElement): SignatureAlgorithm | symbol =>
  signatureAlgorithmOf({ ...identifier, tag: 0x30 }) ?? Symbol('unknown')
