import { EvidenceError } from '../evidence-error.ts'
import { type IdTokenAlgorithm, idTokenAlgorithms } from './algorithms.ts'
import type { Members } from './compact-jws.ts'
import type { ParsedJwk, ParsedJwks } from './jwks.ts'

const suits = (key: ParsedJwk, alg: IdTokenAlgorithm): boolean => {
  const { kty, crv } = idTokenAlgorithms[alg]
  return (
    key.kty === kty &&
    (crv === undefined || key.crv === crv) &&
    (key.alg === undefined || key.alg === alg) &&
    (key.use === undefined || key.use === 'sig') &&
    (key.key_ops === undefined || key.key_ops.includes('verify'))
  )
}

/**
 * The one key of the set that may have signed a token with this header (RFC 7515 §6, OIDC Core §10.1).
 *
 * @throws EvidenceError `ERR_ID_TOKEN_KID_UNKNOWN` fetch the set once more, the issuer may have a new key ·
 *   `ERR_ID_TOKEN_KEY_UNSUITABLE` a key of that `kid`, but for other use · `ERR_ID_TOKEN_KID_MISSING` no `kid`, and
 *   not exactly one key that could be meant
 */
export const selectSigningKey = (jwks: ParsedJwks, header: Members, alg: IdTokenAlgorithm): ParsedJwk => {
  if (header['kid'] === undefined) {
    const [only, ...others] = jwks.keys.filter((key) => suits(key, alg))
    if (only && others.length === 0) return only
    throw new EvidenceError('ERR_ID_TOKEN_KID_MISSING', 'the ID token does not say which key signed it')
  }
  const key = jwks.keys.find(({ kid }) => kid === header['kid'])
  if (!key) throw new EvidenceError('ERR_ID_TOKEN_KID_UNKNOWN', 'the ID token is signed with a key that is not known')
  if (!suits(key, alg))
    throw new EvidenceError('ERR_ID_TOKEN_KEY_UNSUITABLE', 'the key is not for this algorithm or use')
  return key
}
