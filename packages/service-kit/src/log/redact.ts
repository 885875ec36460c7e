/** What stands in the place of what may not be logged. */
export const redacted = '[redacted]'

/** Names of fields that are never logged, whatever they hold. Compared without case, `-` and `_`. */
export const secretFields: readonly string[] = [
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'waarmerk-signer-session',
  'session',
  'locator',
  'bsn',
  'sub',
  'subject',
  'identifier',
  'name',
  'givenName',
  'familyName',
  'surname',
  'email',
  'birthdate',
  'token',
  'id_token',
  'access_token',
  'refresh_token',
  'code_verifier',
  'client_assertion',
  'client_secret',
  'request_uri',
  'state',
  'nonce',
  'query',
  'body',
  'password',
  'passphrase',
  'secret',
  'pin',
  'sad',
  'key',
  'privateKey',
  'privateJwk',
  'x5c',
]

const plain = (name: string) => name.toLowerCase().replaceAll(/[-_]/g, '')
const secret = new Set(secretFields.map(plain))

// An authorization code and an error code have the same name; only the second is all capitals, or an SQLSTATE.
const errorCode = /^(?:[A-Z][A-Z0-9_]{2,63}|[0-9A-Z]{5})$/

const maxDepth = 6
const maxItems = 50
const maxText = 4000

/**
 * A copy of something to log without what may not be logged: secret fields at any depth, and inside every
 * text what {@link scrub} removes. Bounded in depth and size; bytes become their length.
 */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrub(value)
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value
  if (depth >= maxDepth) return '[deeper]'
  if (value instanceof Uint8Array) return `[${value.length} bytes]`
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
  if (isError(value)) return redactError(value, depth)
  if (Array.isArray(value)) return value.slice(0, maxItems).map((item) => redact(item, depth + 1))
  const entries = Object.entries(value).slice(0, maxItems)
  return Object.fromEntries(entries.map(([name, item]) => [name, redactField(name, item, depth + 1)]))
}

/**
 * A text without BSN-like numbers, JWTs, query strings, fragments, and user or password in addresses.
 * A net under the rule that none of these is written in the first place.
 */
export function scrub(text: string): string {
  return text
    .slice(0, maxText)
    .replaceAll(/\beyJ[\w-]+(?:\.[\w-]*){1,4}/g, redacted)
    .replaceAll(/(?<![\w.])\d{9}(?![\w])/g, redacted)
    .replaceAll(/(:\/\/)[^\s/@]+@/g, `$1${redacted}@`)
    .replaceAll(/([\w~%.:/-]*\/[\w~%.:/-]*)[?#][^\s"'<>]+/g, `$1?${redacted}`)
}

function redactField(name: string, value: unknown, depth: number): unknown {
  const known = plain(name)
  if (secret.has(known)) return value === undefined ? undefined : redacted
  if (known === 'code') return typeof value === 'string' && errorCode.test(value) ? value : redacted
  return redact(value, depth)
}

/** No `instanceof`: errors of Node itself are of another realm where tests run in a context of their own. */
function isError(value: object): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]'
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  const { code, kind } = error as { code?: unknown; kind?: unknown }
  return {
    type: error.name,
    ...(code !== undefined && { code: redactField('code', code, depth) }),
    ...(typeof kind === 'string' && { kind }),
    message: scrub(error.message),
    stack: scrub(error.stack ?? ''),
    ...(error.cause !== undefined && { cause: redact(error.cause, depth + 1) }),
  }
}
