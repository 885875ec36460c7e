import { compactVerify, errors, importJWK } from 'jose'
import { EvidenceError } from '../evidence-error.ts'
import type { IdTokenAlgorithm } from './algorithms.ts'
import type { ParsedJwk } from './jwks.ts'

const importKey = async (jwk: ParsedJwk, alg: IdTokenAlgorithm) => {
  try {
    return await importJWK(jwk, alg)
  } catch (cause) {
    throw new EvidenceError('ERR_JWKS_INVALID', 'the key in the JWK Set cannot be read', { cause })
  }
}

/**
 * Verifies the signature of a compact JWS with one given key and algorithm.
 *
 * @throws EvidenceError `ERR_ID_TOKEN_SIGNATURE` · `ERR_JWKS_INVALID` the key cannot be read or is too short
 *   (RFC 7518 §3.3: RSA of 2048 bits at least)
 */
export const verifyJwsSignature = async (token: string, jwk: ParsedJwk, alg: IdTokenAlgorithm): Promise<void> => {
  const key = await importKey(jwk, alg)
  try {
    await compactVerify(token, key, { algorithms: [alg] })
  } catch (cause) {
    if (cause instanceof TypeError) {
      throw new EvidenceError('ERR_JWKS_INVALID', 'the key in the JWK Set is too short or of the wrong kind', { cause })
    }
    const why = cause instanceof errors.JOSEError ? cause.code : 'unknown fault'
    throw new EvidenceError('ERR_ID_TOKEN_SIGNATURE', `the signature of the ID token is wrong (${why})`)
  }
}
