import { childrenOf, type DerElement } from '../der/der-reader.ts'
import { countOf, oidOf } from '../der/der-values.ts'
import { explicit, integer, nullValue, objectIdentifier, sequence } from '../der/der-writer.ts'
import { oids } from '../oids.ts'
import {
  type DigestAlgorithm,
  type SignatureAlgorithm,
  type SignatureAlgorithmEntry,
  signatureAlgorithms,
} from './signature-algorithms.ts'

const saltLengths: Readonly<Record<DigestAlgorithm, number>> = { sha256: 32, sha384: 48, sha512: 64 }
const digestNames = ['sha256', 'sha384', 'sha512'] as const satisfies readonly DigestAlgorithm[]

/** DER of the AlgorithmIdentifier of a digest, parameters absent (RFC 5754 §2). Never throws. */
export const digestAlgorithmIdentifier = (digest: DigestAlgorithm): Uint8Array =>
  sequence(objectIdentifier(oids[digest]))

/**
 * DER of the AlgorithmIdentifier of a signature. Parameters: NULL for PKCS#1 v1.5 (RFC 4055 §5), RSASSA-PSS-params
 * (RFC 8017 §A.2.3), else absent (RFC 5758 §3.2, RFC 8410 §3). Never throws.
 */
export function signatureAlgorithmIdentifier(algorithm: SignatureAlgorithm): Uint8Array {
  const { oid, digest, keyType } = signatureAlgorithms[algorithm]
  if (keyType !== 'rsa') return sequence(objectIdentifier(oid))
  return sequence(objectIdentifier(oid), algorithm.startsWith('rsa-pss') ? pssParameters(digest) : nullValue())
}

function pssParameters(digest: DigestAlgorithm): Uint8Array {
  // RFC 4055 §2.1: here the hash functions do carry NULL.
  const hash = sequence(objectIdentifier(oids[digest]), nullValue())
  const mask = sequence(objectIdentifier(oids.mgf1), hash)
  return sequence(explicit(0, hash), explicit(1, mask), explicit(2, integer(saltLengths[digest])))
}

/**
 * The digest that an AlgorithmIdentifier names; undefined when it is none of ours. Parameters absent or NULL (RFC 5754
 * §2).
 *
 * @throws PkiError ERR_PKI_DER_INVALID
 */
export function digestAlgorithmOf(identifier: DerElement | undefined): DigestAlgorithm | undefined {
  const [oid, parameters, ...rest] = childrenOf(identifier, 0x30)
  if (rest.length > 0 || !absentOrNull(parameters)) return undefined
  const name = oidOf(oid)
  return digestNames.find((digest) => oids[digest] === name)
}

/**
 * The row of {@link signatureAlgorithms} that an AlgorithmIdentifier names, its parameters included; undefined when it
 * is none of ours.
 *
 * @throws PkiError ERR_PKI_DER_INVALID
 */
export function signatureAlgorithmOf(identifier: DerElement | undefined): SignatureAlgorithm | undefined {
  const [oid, parameters, ...rest] = childrenOf(identifier, 0x30)
  const name = oidOf(oid)
  if (rest.length > 0) return undefined
  const digest = name === rsassaPss ? pssDigestOf(parameters) : undefined
  const found = (Object.entries(signatureAlgorithms) as [SignatureAlgorithm, SignatureAlgorithmEntry][]).find(
    ([, row]) => row.oid === name && (name !== rsassaPss || row.digest === digest),
  )
  if (found === undefined || name === rsassaPss) return found?.[0]
  return (found[1].keyType === 'rsa' ? absentOrNull(parameters) : parameters === undefined) ? found[0] : undefined
}

const rsassaPss = signatureAlgorithms['rsa-pss-sha256'].oid

// RFC 8017 §A.2.3, as narrow as TS 119 312: one hash for both uses, a salt of its length, trailer field 1.
function pssDigestOf(parameters: DerElement | undefined): DigestAlgorithm | undefined {
  const [hash, mask, salt, ...rest] = childrenOf(parameters, 0x30)
  if (hash === undefined || mask === undefined || salt === undefined || rest.length > 0) return undefined
  const [maskOid, maskHash] = childrenOf(childrenOf(mask, 0xa1)[0], 0x30)
  const digest = digestAlgorithmOf(childrenOf(hash, 0xa0)[0])
  const same = oidOf(maskOid) === oids.mgf1 && digestAlgorithmOf(maskHash) === digest
  return digest && same && countOf(childrenOf(salt, 0xa2)[0]) === saltLengths[digest] ? digest : undefined
}

const absentOrNull = (parameters: DerElement | undefined): boolean =>
  parameters === undefined || (parameters.tag === 0x05 && parameters.contents.length === 0)
