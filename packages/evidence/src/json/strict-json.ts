import { EvidenceError } from '../evidence-error.ts'
import { limits } from '../tolerances.ts'
import { refuseDuplicateMembers } from './duplicate-members.ts'

/**
 * Parses JSON that others wrote: valid UTF-8 without a byte-order mark, bounded in size and depth, no member twice.
 *
 * @param bytes untrusted
 * @param maxBytes the size above which nothing is looked at
 * @returns the value, still untrusted: only its syntax was checked
 * @throws EvidenceError `ERR_JSON_TOO_LARGE` · `ERR_JSON_INVALID` · `ERR_JSON_TOO_DEEP` · `ERR_JSON_DUPLICATE_MEMBER`
 *
 * @example parseStrictJson(await readFile('jwks.json'), limits.jwks)
 */
export const parseStrictJson = (bytes: Uint8Array, maxBytes: number): unknown => {
  if (bytes.length > maxBytes) throw new EvidenceError('ERR_JSON_TOO_LARGE', `JSON of more than ${maxBytes} bytes`)
  let text: string
  let value: unknown
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    value = JSON.parse(text)
  } catch {
    // The parser's own message quotes the text, which may be personal.
    throw new EvidenceError('ERR_JSON_INVALID', 'not valid JSON in UTF-8')
  }
  refuseDuplicateMembers(text, limits.depth)
  return value
}
