import canonicalize from 'canonicalize'

/**
 * The bytes of a value by the JSON Canonicalization Scheme (RFC 8785): the only bytes that are hashed or sealed here.
 *
 * @throws TypeError the value is not JSON, or holds a lone surrogate
 */
export const canonicalBytes = (value: unknown): Uint8Array => {
  let text: string | undefined
  try {
    text = canonicalize(value)
  } catch (cause) {
    throw new TypeError('not a value that JCS can write', { cause })
  }
  if (text === undefined) throw new TypeError('not a JSON value')
  return new TextEncoder().encode(text)
}

/** Are these two byte strings equal? For public data. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.from(a).equals(b)

/**
 * Are these bytes the one canonical form of a value? What JCS cannot write (a lone surrogate) has no such form.
 */
export const isCanonical = (value: unknown, bytes: Uint8Array): boolean => {
  try {
    return sameBytes(canonicalBytes(value), bytes)
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}
