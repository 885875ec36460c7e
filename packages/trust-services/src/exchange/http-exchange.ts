import type { CodedError } from '@waarmerk/coded-error'
import type { HttpAnswer, HttpFetch, HttpRequest } from './http-fetch.ts'

/** Where to send a request, and how much answer to take for how long. */
export interface Exchange extends ExchangeBounds {
  readonly url: string
}

/** How much answer to take for how long, and by which transport. */
export interface ExchangeBounds {
  /** The global `fetch`, or `nodeFetch`, which is lighter. */
  readonly fetch: HttpFetch
  /** For the whole exchange, redirects and the answer's body included. */
  readonly timeoutMs: number
  /** Of the answer's body. */
  readonly maxBytes: number
}

/** How an exchange fails; the last part of a code of the service that was asked. */
export type ExchangeFailure =
  | 'DOWN'
  | 'TIMEOUT'
  | 'REDIRECT'
  | 'ADDRESS_REFUSED'
  | 'HTTP_STATUS'
  | 'CONTENT_TYPE'
  | 'TOO_LARGE'

/** One kind of service: what is said to it, and how its failures are called. */
export interface ExchangeProfile {
  readonly accept: string
  /** Of the answer, lower case; `absent` where a missing one is tolerated. */
  readonly contentTypes: readonly string[]
  /** How many redirects are followed. */
  readonly mostRedirects: number
  fail(failure: ExchangeFailure, message: string, options?: ErrorOptions): CodedError
  /** Whether an error came from {@link fail}; others are the transport's. */
  isOwn(error: unknown): boolean
}

/** What is sent: nothing (GET), or a request of a type (POST). */
export interface ExchangeRequest {
  readonly contentType: string
  readonly body: Uint8Array
}

/**
 * One request and its answer, within bounds of time, size and redirects.
 *
 * @param allows may refuse an address, also one that a redirect points to: for certificates of strangers, which name it
 * @returns the body, not verified
 * @throws what the profile makes of a failure
 */
export async function exchange(
  { url, fetch, timeoutMs, maxBytes }: Exchange,
  profile: ExchangeProfile,
  request?: ExchangeRequest,
  allows: (url: URL) => boolean = () => true,
): Promise<Uint8Array> {
  const stop = new AbortController()
  let late = false
  const timer = setTimeout(() => {
    late = true
    stop.abort()
  }, timeoutMs)
  try {
    const answer = await arrive(url, profile, allows, (target) => fetch(target, message(profile, request, stop.signal)))
    requireAnswer(answer, profile)
    return await readBounded(answer.body, maxBytes, profile)
  } catch (cause) {
    if (profile.isOwn(cause)) throw cause
    if (late) throw profile.fail('TIMEOUT', 'it took too long', { cause })
    throw profile.fail('DOWN', 'it cannot be reached', { cause })
  } finally {
    clearTimeout(timer)
    // Frees the connection, whatever is still to come.
    stop.abort()
  }
}

const message = (
  { accept }: ExchangeProfile,
  request: ExchangeRequest | undefined,
  signal: AbortSignal,
): HttpRequest => ({
  method: request === undefined ? 'GET' : 'POST',
  headers: { accept, ...(request && { 'content-type': request.contentType }) },
  ...(request && { body: Uint8Array.from(request.body) }),
  redirect: 'manual',
  signal,
})

async function arrive(
  start: string,
  profile: ExchangeProfile,
  allows: (url: URL) => boolean,
  ask: (url: string) => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  let url = new URL(start)
  for (let redirects = 0; ; redirects++) {
    if (!['http:', 'https:'].includes(url.protocol) || !allows(url)) {
      throw profile.fail('ADDRESS_REFUSED', `not asked: ${url.origin}`)
    }
    const answer = await ask(url.href)
    if (answer.status < 300 || answer.status >= 400) return answer
    const location = answer.headers.get('location')
    if (location === null || redirects >= profile.mostRedirects || !URL.canParse(location, url.href)) {
      throw profile.fail('REDIRECT', 'it points elsewhere')
    }
    url = new URL(location, url)
  }
}

function requireAnswer({ status, headers }: HttpAnswer, { contentTypes, fail }: ExchangeProfile): void {
  if (status !== 200) throw fail('HTTP_STATUS', `it answered ${status}`)
  const contentType = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (!contentTypes.includes(contentType || 'absent')) throw fail('CONTENT_TYPE', 'it answered something else')
}

async function readBounded(body: HttpAnswer['body'], maxBytes: number, { fail }: ExchangeProfile): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  // Leaving the loop cancels the stream.
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size > maxBytes) throw fail('TOO_LARGE', `the answer is larger than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}
