import { ServiceError, type ServiceErrorCode } from '../errors.ts'

/** Bounds of outbound requests. */
export interface FetchBounds {
  /** For the whole exchange, the last byte included. */
  readonly timeoutMs: number
  /** Largest answer, decoded. */
  readonly maxBytes: number
  /** When given, the only origins that may be called, e.g. `https://tsa.example`. */
  readonly allowedOrigins?: readonly string[]
  /** For tests. Default the global one. */
  readonly fetch?: typeof fetch
}

/**
 * A `fetch` that cannot wait for ever, swallow memory or be sent elsewhere: the answer arrives whole and
 * bounded, and redirects are refused unless the caller asks for `redirect: 'manual'`.
 *
 * @throws ServiceError from the returned function: `ERR_FETCH_UNREACHABLE` (nothing was sent, so a retry is
 * harmless), `ERR_FETCH_BROKEN`, `ERR_FETCH_TIMEOUT`, `ERR_FETCH_TOO_LARGE`, `ERR_FETCH_ORIGIN_REFUSED`.
 * Messages name the origin only: paths and queries may hold secrets.
 *
 * @example
 * const fetch = boundedFetch({ timeoutMs: 10_000, maxBytes: 64 * 1024, allowedOrigins: ['https://tsa.example'] })
 */
export function boundedFetch(bounds: FetchBounds): typeof fetch {
  const { timeoutMs, maxBytes, allowedOrigins, fetch: send = globalThis.fetch } = bounds
  return async (input, init = {}) => {
    const { origin } = new URL(input instanceof Request ? input.url : input)
    if (allowedOrigins && !allowedOrigins.includes(origin)) {
      throw new ServiceError('ERR_FETCH_ORIGIN_REFUSED', `${origin} is not among the origins to call`)
    }
    const timeout = AbortSignal.timeout(timeoutMs)
    const given = init.signal ?? (input instanceof Request ? input.signal : undefined)
    const signal = given ? AbortSignal.any([given, timeout]) : timeout
    const redirect = init.redirect === 'manual' ? 'manual' : 'error'
    try {
      const response = await send(input, { ...init, redirect, signal })
      return whole(response, await readBounded(response, maxBytes, origin))
    } catch (error) {
      if (error instanceof ServiceError) throw error
      if (given?.aborted) throw error
      const code: ServiceErrorCode = timeout.aborted ? 'ERR_FETCH_TIMEOUT' : failure(error)
      throw new ServiceError(code, `${meaning[code] ?? 'no answer'}: ${origin}`, { cause: error })
    }
  }
}

const meaning: Partial<Record<ServiceErrorCode, string>> = {
  ERR_FETCH_TIMEOUT: 'no answer in time',
  ERR_FETCH_UNREACHABLE: 'no connection',
  ERR_FETCH_BROKEN: 'the exchange broke off',
}

async function readBounded(response: Response, maxBytes: number, origin: string): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => new ServiceError('ERR_FETCH_TOO_LARGE', `the answer is over ${maxBytes} bytes: ${origin}`)
  const parts: Uint8Array[] = []
  let size = 0
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
    await response.body?.cancel()
    throw tooLarge()
  }
  for await (const part of response.body ?? []) {
    size += part.length
    // Leaving the loop cancels the body.
    if (size > maxBytes) throw tooLarge()
    parts.push(part)
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** The same answer with its body in memory, decoded: what the headers said of the encoding holds no more. */
function whole(response: Response, bytes: Uint8Array<ArrayBuffer>): Response {
  const headers = new Headers(response.headers)
  headers.delete('content-encoding')
  headers.delete('content-length')
  headers.delete('transfer-encoding')
  const { status, statusText } = response
  const bodiless = status === 204 || status === 205 || status === 304
  return new Response(bodiless ? null : bytes, { status, statusText, headers })
}

/** Failures that mean that no connection was made, as Node names them. */
const noConnection = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]

function failure(error: unknown): ServiceErrorCode {
  const codes = codesOf(error)
  return codes.length > 0 && codes.every((code) => noConnection.includes(code))
    ? 'ERR_FETCH_UNREACHABLE'
    : 'ERR_FETCH_BROKEN'
}

/** The codes below a fetch error: one, or one per address that was tried. */
function codesOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return []
  const { code, errors, cause } = error as { code?: unknown; errors?: unknown; cause?: unknown }
  if (Array.isArray(errors) && errors.length > 0) return errors.flatMap(codesOf)
  return typeof code === 'string' ? [code] : codesOf(cause)
}
