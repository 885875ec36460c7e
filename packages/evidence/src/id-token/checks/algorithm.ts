import { EvidenceError } from '../../evidence-error.ts'
import { type IdTokenAlgorithm, isIdTokenAlgorithm } from '../algorithms.ts'
import type { Members } from '../compact-jws.ts'

/** `alg`, which must be one of those pinned for the issuer (RFC 8725 §3.1); `none` and HMAC can never be. */
export const pinnedAlgorithm = ({ alg }: Members, algorithms: readonly IdTokenAlgorithm[]): IdTokenAlgorithm => {
  if (isIdTokenAlgorithm(alg) && algorithms.includes(alg)) return alg
  throw new EvidenceError('ERR_ID_TOKEN_ALGORITHM', 'the ID token is signed with an algorithm that is not pinned')
}
