import { EvidenceError } from '../evidence-error.ts'
import { fromBase64url } from '../hash/base64url.ts'
import { parseStrictJson } from '../json/strict-json.ts'
import { limits } from '../tolerances.ts'

/** Members of a JSON object that nobody has verified. */
export type Members = Readonly<Record<string, unknown>>

/** A compact JWS taken apart (RFC 7515 §7.1). Nothing about it is verified. */
export type ParsedJws = { readonly header: Members; readonly payload: Uint8Array; readonly signature: Uint8Array }

const malformed = (message: string, cause?: unknown): EvidenceError =>
  new EvidenceError('ERR_ID_TOKEN_MALFORMED', message, { cause })

/** Reads a JSON object of a token. @throws EvidenceError `ERR_ID_TOKEN_DUPLICATE_MEMBER` · `ERR_ID_TOKEN_MALFORMED` */
export const parseTokenJson = (bytes: Uint8Array): Members => {
  let value: unknown
  try {
    value = parseStrictJson(bytes, limits.idToken)
  } catch (cause) {
    if (cause instanceof EvidenceError && cause.code === 'ERR_JSON_DUPLICATE_MEMBER') {
      throw new EvidenceError('ERR_ID_TOKEN_DUPLICATE_MEMBER', 'the ID token names a member twice', { cause })
    }
    throw malformed('a part of the ID token is not JSON', cause)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw malformed('a part of the ID token is not a JSON object')
  }
  return value as Members
}

/**
 * Takes a compact JWS apart without believing any of it.
 *
 * @throws EvidenceError `ERR_ID_TOKEN_TOO_LARGE` · `ERR_ID_TOKEN_ENCRYPTED` five parts: the caller decrypts first and
 *   keeps the inner JWS · `ERR_ID_TOKEN_MALFORMED` · `ERR_ID_TOKEN_DUPLICATE_MEMBER` in the header
 */
export const parseCompactJws = (token: string): ParsedJws => {
  if (token.length > limits.idToken) throw new EvidenceError('ERR_ID_TOKEN_TOO_LARGE', 'the ID token is too large')
  const parts = token.split('.')
  if (parts.length === 5) throw new EvidenceError('ERR_ID_TOKEN_ENCRYPTED', 'the ID token is still encrypted')
  const [header, payload, signature] = parts.map(fromBase64url)
  if (parts.length !== 3 || !header || !payload || !signature) throw malformed('the ID token is not a compact JWS')
  return { header: parseTokenJson(header), payload, signature }
}
