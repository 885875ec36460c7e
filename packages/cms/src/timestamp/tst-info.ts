import {
  booleanOf,
  childrenOf,
  contentsOf,
  countOf,
  type DerElement,
  type DigestAlgorithm,
  digestAlgorithmOf,
  generalizedTimeOf,
  integerOf,
  oidOf,
  readDer,
} from '@waarmerk/pki'
import { CmsError } from '../cms-error.ts'
import { asCmsError } from '../untrusted-der.ts'

/** What a time-stamp authority states (RFC 3161 §2.4.2). Parsed, not verified. */
export interface TstInfo {
  /** Object identifier. */
  readonly policy: string
  readonly messageImprint: { readonly algorithm: DigestAlgorithm; readonly hash: Uint8Array }
  /** Upper-case hexadecimal of the number. */
  readonly serialNumber: string
  /** To the millisecond. */
  readonly genTime: Date
  readonly nonce: bigint | undefined
}

/** Takes a TSTInfo apart. @throws CmsError `ERR_CMS_TIMESTAMP_MALFORMED`, `ERR_CMS_ALGORITHM_REFUSED` */
export const parseTstInfo = (bytes: Uint8Array): TstInfo =>
  asCmsError('ERR_CMS_TIMESTAMP_MALFORMED', () => parse(readDer(bytes)))

function parse(element: DerElement): TstInfo {
  const [version, policy, imprint, serialNumber, genTime, ...optional] = childrenOf(element, 0x30)
  if (countOf(version) !== 1) throw new CmsError('ERR_CMS_TIMESTAMP_MALFORMED', 'a version that is not known')
  const [algorithm, hash] = childrenOf(imprint, 0x30)
  const digest = digestAlgorithmOf(algorithm)
  if (digest === undefined) throw new CmsError('ERR_CMS_ALGORITHM_REFUSED', 'a digest algorithm that is refused')
  refuseCriticalExtensions(optional.find(({ tag }) => tag === 0xa1))
  const nonce = optional.find(({ tag }) => tag === 0x02)
  return {
    policy: oidOf(policy),
    messageImprint: { algorithm: digest, hash: contentsOf(hash, 0x04) },
    serialNumber: integerOf(serialNumber).toString(16).toUpperCase(),
    genTime: generalizedTimeOf(genTime),
    nonce: nonce && integerOf(nonce),
  }
}

function refuseCriticalExtensions(extensions: DerElement | undefined): void {
  const list = extensions === undefined ? [] : childrenOf(extensions, 0xa1)
  if (list.some((one) => childrenOf(one, 0x30).some((part) => part.tag === 0x01 && booleanOf(part)))) {
    throw new CmsError('ERR_CMS_TIMESTAMP_MALFORMED', 'a critical extension that is not known')
  }
}
