import { openTimestampResponse, timestampRequest, verifyTimestampToken } from '@waarmerk/cms'
import type { TimestampAuthority } from '@waarmerk/pades'
import type { Certificate } from '@waarmerk/pki'
import { type Exchange, exchange } from '../exchange/http-exchange.ts'
import { timeStampProfile } from '../exchange/profiles.ts'
import { asTsaError } from './refused-answer.ts'
import { TsaError } from './tsa-error.ts'

const nonceSize = 16
const requestType = 'application/timestamp-query'
/** How far two honest clocks may be apart, in milliseconds: what a verifier of our evidence allows as well. */
const clockTolerance = 30_000

/** Where an authority is, and what it must prove. */
export interface Rfc3161ClientOptions extends Exchange {
  /**
   * A path from the authority's certificate to one of these must have been valid at genTime. Undefined, which must be
   * said: a token needs only be sound in itself, and whose authority it is nobody looked at.
   */
  readonly trustAnchors: readonly Certificate[] | undefined
  /** Certificates between, for authorities that do not send them. */
  readonly intermediates?: readonly Certificate[]
  /** Cryptographically strong. */
  readonly randomBytes: (size: number) => Uint8Array
  /** What the authority's clock is compared with: half a minute may lie between them. */
  readonly now?: () => Date
}

/**
 * A time-stamp authority over HTTP (RFC 3161 §3.4). Each request has a fresh nonce of 128 bits; nothing is returned
 * that was not verified: status, imprint, nonce, signature, purpose of the key, chain at genTime, and genTime
 * against our own clock. Only a caller without trust anchors gets tokens whose chain was not. Redirects are not followed.
 *
 * @throws TypeError when the address is not one of HTTP; on use TsaError with any code but `ERR_TSA_NONE_AVAILABLE`
 * @example
 * const tsa = createRfc3161Client({ url, fetch, trustAnchors, timeoutMs: 5000, maxBytes: 65_536, randomBytes })
 * const token = await tsa.timestamp(sha256OfSignature)
 */
export function createRfc3161Client(options: Rfc3161ClientOptions): TimestampAuthority {
  const { trustAnchors, intermediates = [], randomBytes, now = () => new Date() } = options
  requireHttp(options.url)
  let largestToken = 0
  const timestamp: TimestampAuthority['timestamp'] = async (messageImprint, { maxBytes } = {}) => {
    const nonce = randomBytes(nonceSize)
    const request = timestampRequest({ messageImprint, nonce })
    const response = await exchange(options, timeStampProfile, { contentType: requestType, body: request })
    const token = await asTsaError(async () => {
      const opened = await openTimestampResponse({ response, messageImprint, nonce })
      const verified = await verifyTimestampToken({
        token: opened,
        messageImprint,
        ...(trustAnchors && { trustAnchors }),
        intermediates,
      })
      requireFresh(verified.genTime, now())
      requireRoom(opened, maxBytes)
      return opened
    })
    largestToken = Math.max(largestToken, token.length)
    return token
  }
  return {
    timestamp,
    get largestToken() {
      return largestToken
    },
    probe: async () => {
      await timestamp(randomBytes(32))
    },
  }
}

function requireHttp(url: string): void {
  if (!['http:', 'https:'].includes(new URL(url).protocol)) throw new TypeError('a time-stamp authority speaks HTTP')
}

// Another authority's may be smaller.
function requireRoom({ length }: Uint8Array, maxBytes = Number.POSITIVE_INFINITY): void {
  if (length > maxBytes) {
    throw new TsaError('ERR_TSA_TOKEN_TOO_LARGE', `a token of ${length} bytes, where there is room for ${maxBytes}`)
  }
}

// The nonce says that the token was made for this request; only a clock can say that it states the right time.
function requireFresh(genTime: Date, now: Date): void {
  if (Math.abs(now.getTime() - genTime.getTime()) > clockTolerance) {
    throw new TsaError('ERR_TSA_CLOCK', 'the clock of the time-stamp authority is wrong, or ours is')
  }
}
