import { ServiceError } from '@waarmerk/service-kit'
import { z } from 'zod'
import type { SigningErrorCode } from '../errors.ts'

const tokenResponse = z.looseObject({ id_token: z.string(), access_token: z.string().optional() })

/** Tokens of a token response; unverified. The access token only serves to check `at_hash`. */
export interface CapturedTokens {
  readonly idToken: string
  readonly accessToken?: string
}

/** What went over the wire while openid-client worked; filled by {@link capturingFetch}. */
export interface CapturedExchange {
  /** Why there was no answer at all; null when there was one, or nothing was asked. */
  failure: SigningErrorCode | null
  tokens: CapturedTokens | null
}

/** Failures of the connection. Only the first means that nothing was sent. */
const transportFailures: Readonly<Record<string, SigningErrorCode>> = {
  ERR_FETCH_UNREACHABLE: 'ERR_OP_UNREACHABLE',
  ERR_FETCH_TIMEOUT: 'ERR_OP_TIMEOUT',
}

/** Wraps a bounded fetch so that the raw token response is kept, and "could not connect" is told from the rest. */
export const capturingFetch =
  (get: typeof fetch, exchange: CapturedExchange): typeof fetch =>
  async (input, init) => {
    try {
      const response = await get(input, init)
      const body = await response.arrayBuffer()
      exchange.tokens = response.status === 200 ? tokensIn(body) : null
      return new Response(body, { status: response.status, headers: response.headers })
    } catch (error) {
      const code = error instanceof ServiceError ? error.code : ''
      // openid-client has a clock of its own; whichever ends first, it was time.
      exchange.failure = transportFailures[code] ?? (init?.signal?.aborted ? 'ERR_OP_TIMEOUT' : 'ERR_OP_ANSWER')
      throw error
    }
  }

const tokensIn = (body: ArrayBuffer): CapturedTokens | null => {
  const parsed = tokenResponse.safeParse(jsonIn(body))
  if (!parsed.success) return null
  const { id_token: idToken, access_token: accessToken } = parsed.data
  return accessToken === undefined ? { idToken } : { idToken, accessToken }
}

/** What is no JSON is no token response; openid-client says so in its own words. */
const jsonIn = (body: ArrayBuffer): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return null
  }
}
