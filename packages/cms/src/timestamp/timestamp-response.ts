import { childrenOf, countOf, type DerElement, namedBitsOf } from '@waarmerk/pki'
import { CmsError } from '../cms-error.ts'
import { asCmsError, readUntrusted } from '../untrusted-der.ts'
import { parseTimestampToken, requireImprint } from './timestamp-token.ts'

const mostBytes = 512 * 1024

// RFC 3161 §2.4.2: PKIFailureInfo, by bit.
const failures: Readonly<Record<number, string>> = {
  0: 'badAlg',
  2: 'badRequest',
  5: 'badDataFormat',
  14: 'timeNotAvailable',
  15: 'unacceptedPolicy',
  16: 'unacceptedExtension',
  17: 'addInfoNotAvailable',
  25: 'systemFailure',
}

/**
 * Opens the answer to a {@link timestampRequest} (RFC 3161 §2.4.2): granted, and the token is about this imprint and
 * this nonce. The token's signature is for {@link verifyTimestampToken} to verify.
 *
 * @param options.response DER of a TimeStampResp, at most 512 KiB
 * @param options.messageImprint what was sent
 * @param options.nonce what was sent
 * @returns DER of the TimeStampToken
 * @throws CmsError `ERR_CMS_TIMESTAMP_REJECTED`, `ERR_CMS_TIMESTAMP_MALFORMED`, `ERR_CMS_TIMESTAMP_IMPRINT_MISMATCH`,
 *   `ERR_CMS_TIMESTAMP_NONCE_MISMATCH`, `ERR_CMS_TOO_LARGE`, `ERR_CMS_MALFORMED` and others for the token's structure
 */
export async function openTimestampResponse(options: {
  readonly response: Uint8Array
  readonly messageImprint: Uint8Array
  readonly nonce: Uint8Array
}): Promise<Uint8Array> {
  const response = await readUntrusted(options.response, mostBytes)
  const token = asCmsError('ERR_CMS_TIMESTAMP_MALFORMED', () => grantedToken(response))
  const { tstInfo } = await parseTimestampToken(token)
  requireImprint(tstInfo, options.messageImprint)
  if (tstInfo.nonce !== BigInt(`0x${Buffer.from(options.nonce).toString('hex')}`)) {
    throw new CmsError('ERR_CMS_TIMESTAMP_NONCE_MISMATCH', 'the time stamp answers another request')
  }
  return Uint8Array.from(token)
}

function grantedToken(response: DerElement): Uint8Array {
  const [statusInfo, token, ...rest] = childrenOf(response, 0x30)
  const [status, ...details] = childrenOf(statusInfo, 0x30)
  // 0 granted, 1 granted with modifications: what was modified, the imprint and nonce show.
  if (countOf(status) > 1) {
    throw new CmsError('ERR_CMS_TIMESTAMP_REJECTED', `the time stamp was refused: ${failureOf(details)}`)
  }
  if (token === undefined || rest.length > 0) {
    throw new CmsError('ERR_CMS_TIMESTAMP_MALFORMED', 'granted, but without exactly one token')
  }
  return token.der
}

function failureOf(details: readonly DerElement[]): string {
  const bits = details.find(({ tag }) => tag === 0x03)
  const names = bits === undefined ? [] : namedBitsOf(bits).flatMap((bit) => failures[bit] ?? [])
  return names.join(', ') || 'no reason given'
}
