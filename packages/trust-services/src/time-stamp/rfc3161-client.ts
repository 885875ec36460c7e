import { openTimestampResponse, timestampRequest, verifyTimestampToken } from '@waarmerk/cms'
import type { TimestampAuthority } from '@waarmerk/pades'
import type { Certificate } from '@waarmerk/pki'
import { type Exchange, exchange } from './http-exchange.ts'
import { asTsaError } from './refused-answer.ts'

/** Bytes that a token is taken to need before one was seen: a chain of three with RSA keys. */
const largestExpected = 8192
const nonceSize = 16

/** Where an authority is, and what it must prove. */
export interface Rfc3161ClientOptions extends Exchange {
  /** A path from the authority's certificate to one of these must have been valid at genTime. */
  readonly trustAnchors: readonly Certificate[]
  /** Certificates between, for authorities that do not send them. */
  readonly intermediates?: readonly Certificate[]
  /** Cryptographically strong. */
  readonly randomBytes: (size: number) => Uint8Array
}

/**
 * A time-stamp authority over HTTP (RFC 3161 §3.4). Each request has a fresh nonce of 128 bits; nothing is returned
 * that was not verified: status, imprint, nonce, signature, purpose of the key, chain at genTime. Redirects are not
 * followed.
 *
 * @throws TypeError when the address is not one of HTTP; on use TsaError with any code but `ERR_TSA_NONE_AVAILABLE`
 * @example
 * const tsa = createRfc3161Client({ url, fetch, trustAnchors, timeoutMs: 5000, maxBytes: 65_536, randomBytes })
 * const token = await tsa.timestamp(sha256OfSignature)
 */
export function createRfc3161Client(options: Rfc3161ClientOptions): TimestampAuthority {
  const { trustAnchors, intermediates = [], randomBytes } = options
  requireHttp(options.url)
  let largestToken = largestExpected
  const timestamp = async (messageImprint: Uint8Array): Promise<Uint8Array> => {
    const nonce = randomBytes(nonceSize)
    const request = timestampRequest({ messageImprint, nonce })
    const response = await exchange(options, request)
    const token = await asTsaError(async () => {
      const opened = await openTimestampResponse({ response, messageImprint, nonce })
      await verifyTimestampToken({ token: opened, messageImprint, trustAnchors, intermediates })
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
