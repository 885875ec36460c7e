import type { SigningErrorCode } from '../errors.ts'

/**
 * openid-client's own errors, mapped once. Our verification of the captured response decides first;
 * this table names what is left. A test compares it with the codes in the library's source.
 */
export const clientErrorCodes = {
  OAUTH_ABORT: 'ERR_OP_TIMEOUT',
  OAUTH_AUTHORIZATION_RESPONSE_ERROR: 'ERR_AUTHORISATION_REFUSED',
  OAUTH_DECRYPTION_FAILED: 'ERR_OP_ANSWER',
  OAUTH_HTTP_REQUEST_FORBIDDEN: 'ERR_OP_METADATA',
  OAUTH_INVALID_REQUEST: 'ERR_OP_ANSWER',
  OAUTH_INVALID_RESPONSE: 'ERR_OP_ANSWER',
  OAUTH_INVALID_SERVER_METADATA: 'ERR_OP_METADATA',
  OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED: 'ERR_OP_METADATA',
  OAUTH_JWT_CLAIM_COMPARISON_FAILED: 'ERR_OP_ANSWER',
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: 'ERR_OP_ANSWER',
  OAUTH_JWT_USERINFO_EXPECTED: 'ERR_OP_ANSWER',
  OAUTH_KEY_SELECTION_FAILED: 'ERR_OP_ANSWER',
  OAUTH_MISSING_SERVER_METADATA: 'ERR_OP_METADATA',
  OAUTH_PARSE_ERROR: 'ERR_OP_ANSWER',
  OAUTH_REQUEST_PROTOCOL_FORBIDDEN: 'ERR_OP_METADATA',
  OAUTH_RESPONSE_BODY_ERROR: 'ERR_AUTHORISATION_REFUSED',
  OAUTH_RESPONSE_IS_NOT_CONFORM: 'ERR_OP_ANSWER',
  OAUTH_RESPONSE_IS_NOT_JSON: 'ERR_OP_ANSWER',
  OAUTH_TIMEOUT: 'ERR_OP_TIMEOUT',
  OAUTH_UNSUPPORTED_OPERATION: 'ERR_OP_ANSWER',
  OAUTH_WWW_AUTHENTICATE_CHALLENGE: 'ERR_AUTHORISATION_REFUSED',
} as const satisfies Record<string, SigningErrorCode>

/** OAuth errors a token endpoint may answer with (RFC 6749 §5.2), where they differ from the table. */
const oauthErrors: Readonly<Record<string, SigningErrorCode>> = {
  invalid_grant: 'ERR_CODE_REFUSED',
}

/** The code of an openid-client error; null when it is none of the library's. */
export const clientErrorCode = (error: unknown): SigningErrorCode | null => {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  const oauth = 'error' in error ? oauthErrors[String(error.error)] : undefined
  return oauth ?? (clientErrorCodes as Record<string, SigningErrorCode>)[String(error.code)] ?? null
}
