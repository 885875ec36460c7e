import { createHash } from 'node:crypto'
import { EvidenceError } from '../../evidence-error.ts'
import { idTokenAlgorithms, isIdTokenAlgorithm } from '../algorithms.ts'
import type { ClaimCheck } from './check.ts'

/** `at_hash`, when present and the access token known, is the left half of its hash (OIDC Core §3.1.3.6). */
export const checkAccessTokenHash: ClaimCheck = ({ at_hash: hash }, { accessToken }, { alg }) => {
  if (hash === undefined || accessToken === undefined || !isIdTokenAlgorithm(alg)) return
  const digest = createHash(idTokenAlgorithms[alg].hash).update(accessToken, 'ascii').digest()
  if (hash !== digest.subarray(0, digest.length / 2).toString('base64url')) {
    throw new EvidenceError('ERR_ID_TOKEN_ACCESS_TOKEN_HASH', 'the ID token belongs to another access token')
  }
}
