import type { JWK } from 'jose'
import { z } from 'zod'
import { EvidenceError } from '../evidence-error.ts'
import { issuePaths } from '../json/issue-paths.ts'
import { parseStrictJson } from '../json/strict-json.ts'
import { limits } from '../tolerances.ts'

const text = z.string().max(limits.jwks)

// RFC 7517 §4; members of other key types are kept as they are.
const jwk = z.looseObject({
  kty: text,
  kid: text.optional(),
  use: text.optional(),
  alg: text.optional(),
  key_ops: z.array(text).optional(),
  crv: text.optional(),
  n: text.optional(),
  e: text.optional(),
  x: text.optional(),
  y: text.optional(),
  x5c: z.array(text).max(10).optional(),
})

const jwkSet = z.looseObject({ keys: z.array(jwk).max(limits.keys) })

/** A public key as its issuer publishes it. */
export type ParsedJwk = z.infer<typeof jwk> & JWK

/** An issuer's key set: well-formed, without secrets and without two keys of one `kid`. */
export type ParsedJwks = { readonly keys: readonly ParsedJwk[] }

// RFC 7518 §6.2.2, §6.3.2, §6.4.1
const secretMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

/**
 * Reads a JWK Set (RFC 7517 §5).
 *
 * @param value parsed JSON, from the issuer's `jwks_uri` or the verifier's own source
 * @throws EvidenceError `ERR_JWKS_INVALID` not a key set, or one with private key material ·
 *   `ERR_JWKS_KID_DUPLICATE` two keys of one `kid`: it would be a choice which one verifies
 */
export const parseJwks = (value: unknown): ParsedJwks => {
  const result = jwkSet.safeParse(value)
  if (!result.success) throw new EvidenceError('ERR_JWKS_INVALID', `not a JWK Set (${issuePaths(result.error)})`)
  const keys = result.data.keys as ParsedJwk[]
  if (keys.some((key) => secretMembers.some((name) => Object.hasOwn(key, name)))) {
    throw new EvidenceError('ERR_JWKS_INVALID', 'the JWK Set holds private key material')
  }
  const kids = keys.flatMap(({ kid }) => (kid === undefined ? [] : [kid]))
  if (new Set(kids).size !== kids.length) {
    throw new EvidenceError('ERR_JWKS_KID_DUPLICATE', 'the JWK Set holds two keys of one kid')
  }
  return { keys }
}

/** Reads a JWK Set from the bytes of a response. @throws EvidenceError `ERR_JSON_*` and those of {@link parseJwks} */
export const parseJwksBytes = (bytes: Uint8Array): ParsedJwks => parseJwks(parseStrictJson(bytes, limits.jwks))
