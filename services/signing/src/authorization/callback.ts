import { SigningError, type SigningErrorCode } from '../errors.ts'
import { sha256Of } from '../hash.ts'

/** The callback's parameters after the checks that need no secret of the transaction beyond `state`. */
export interface Callback {
  readonly code: string
  /** For openid-client, which repeats the checks of `state` and `iss`. */
  readonly parameters: URLSearchParams
}

/** Authorization error responses (RFC 6749 §4.1.2.1, OIDC Core §3.1.2.6, unmet authentication requirements). */
const errors: Readonly<Record<string, SigningErrorCode | 'ERR_ACR_INSUFFICIENT'>> = {
  access_denied: 'ERR_AUTHORISATION_CANCELLED',
  unmet_authentication_requirements: 'ERR_ACR_INSUFFICIENT',
}

/** The provider said no; `code` may be the identity rules' own `ERR_ACR_INSUFFICIENT`. */
export interface ProviderRefusal {
  readonly refused: SigningErrorCode | 'ERR_ACR_INSUFFICIENT'
}

/**
 * Reads a callback: duplicates refused, `state` and RFC 9207 `iss` checked, for errors too.
 *
 * @throws {SigningError} ERR_CALLBACK_PARAMETERS, ERR_STATE_MISMATCH, ERR_ISSUER_MISMATCH
 */
export const readCallback = (
  received: readonly { readonly name: string; readonly value: string }[],
  expected: { readonly stateSha256: string; readonly issuer: string },
): Callback | ProviderRefusal => {
  const parameters = new URLSearchParams()
  for (const { name, value } of received) {
    if (parameters.has(name)) throw new SigningError('ERR_CALLBACK_PARAMETERS', 'a callback parameter came twice')
    parameters.append(name, value)
  }
  if (sha256Of(parameters.get('state') ?? '') !== expected.stateSha256) {
    throw new SigningError('ERR_STATE_MISMATCH', 'the callback belongs to another transaction')
  }
  if (parameters.get('iss') !== expected.issuer) {
    throw new SigningError('ERR_ISSUER_MISMATCH', 'the callback comes from another issuer')
  }
  const error = parameters.get('error')
  if (error !== null) return { refused: errors[error] ?? 'ERR_AUTHORISATION_REFUSED' }
  const code = parameters.get('code')
  if (code === null || code === '') throw new SigningError('ERR_CALLBACK_PARAMETERS', 'the callback holds no code')
  return { code, parameters }
}
