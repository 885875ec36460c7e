import { CodedError, type ErrorKind } from '@waarmerk/coded-error'

/** Every code this package throws or reports, with who must act. `docs/errors.md` is kept equal to it. */
export const evidenceErrorKinds = {
  ERR_JSON_INVALID: 'caller',
  ERR_JSON_TOO_LARGE: 'caller',
  ERR_JSON_TOO_DEEP: 'caller',
  ERR_JSON_DUPLICATE_MEMBER: 'caller',

  ERR_COMMITMENT_INVALID: 'caller',
  ERR_COMMITMENT_NOT_CANONICAL: 'caller',

  ERR_JWKS_INVALID: 'upstream',
  ERR_JWKS_KID_DUPLICATE: 'upstream',

  ERR_ID_TOKEN_TOO_LARGE: 'upstream',
  ERR_ID_TOKEN_MALFORMED: 'upstream',
  ERR_ID_TOKEN_ENCRYPTED: 'upstream',
  ERR_ID_TOKEN_DUPLICATE_MEMBER: 'upstream',
  ERR_ID_TOKEN_ALGORITHM: 'upstream',
  ERR_ID_TOKEN_CRITICAL_HEADER: 'upstream',
  ERR_ID_TOKEN_TYPE: 'upstream',
  ERR_ID_TOKEN_EMBEDDED_KEY: 'upstream',
  ERR_ID_TOKEN_KID_MISSING: 'upstream',
  ERR_ID_TOKEN_KID_UNKNOWN: 'upstream',
  ERR_ID_TOKEN_KEY_UNSUITABLE: 'upstream',
  ERR_ID_TOKEN_SIGNATURE: 'upstream',
  ERR_ID_TOKEN_ISSUER: 'upstream',
  ERR_ID_TOKEN_AUDIENCE: 'upstream',
  ERR_ID_TOKEN_AUTHORISED_PARTY: 'upstream',
  ERR_ID_TOKEN_SUBJECT: 'upstream',
  ERR_ID_TOKEN_NONCE: 'caller',
  ERR_ID_TOKEN_EXPIRED: 'person',
  ERR_ID_TOKEN_NOT_BEFORE: 'upstream',
  ERR_ID_TOKEN_LIFETIME: 'upstream',
  ERR_ID_TOKEN_ISSUED_AT_OLD: 'caller',
  ERR_ID_TOKEN_ISSUED_AT_FUTURE: 'upstream',
  ERR_ID_TOKEN_CLAIM_INVALID: 'upstream',
  ERR_ID_TOKEN_ACCESS_TOKEN_HASH: 'upstream',
  ERR_AUTH_TIME_MISSING: 'upstream',
  ERR_AUTH_TIME_OLD: 'person',
  ERR_AUTH_TIME_FUTURE: 'upstream',
  ERR_AUTH_TIME_NOT_LATER: 'person',
  ERR_ACTOR_MISMATCH: 'person',
  ERR_NAME_MISMATCH: 'person',
  ERR_REPRESENTATION_MISMATCH: 'person',

  ERR_EVIDENCE_INVALID: 'caller',
  ERR_EVIDENCE_NOT_CANONICAL: 'caller',
  ERR_EVIDENCE_REDACTED: 'caller',

  ERR_VERIFY_COMMITMENT: 'caller',
  ERR_VERIFY_STATEMENT: 'caller',
  ERR_VERIFY_REQUEST_PARAMETERS: 'caller',
  ERR_VERIFY_DOCUMENTS: 'caller',
  ERR_VERIFY_METADATA: 'caller',
  ERR_VERIFY_JWKS: 'caller',
  ERR_VERIFY_USERINFO: 'caller',
  ERR_VERIFY_NAME_UNPROVEN: 'caller',
  ERR_VERIFY_TIMES: 'caller',
  ERR_VERIFY_CERTIFICATE: 'caller',
  ERR_VERIFY_CERTIFICATE_CONTEXT: 'caller',
  ERR_VERIFY_CERTIFICATE_NAME: 'caller',
  ERR_VERIFY_CERTIFICATE_VALIDITY: 'caller',
  ERR_VERIFY_KEY: 'caller',
  ERR_VERIFY_DOCUMENT_UNKNOWN: 'caller',
  ERR_VERIFY_SIGNATURE_COUNT: 'caller',
  ERR_VERIFY_SIGNATURE: 'caller',
  ERR_VERIFY_BYTES: 'caller',
  ERR_VERIFY_BYTES_APPENDED: 'caller',
  ERR_VERIFY_TIMESTAMP: 'caller',
  ERR_VERIFY_SEAL: 'caller',
  ERR_VERIFY_CLAIM: 'caller',
} as const satisfies Record<string, ErrorKind>

/** The closed union of this package's codes. */
export type EvidenceErrorCode = keyof typeof evidenceErrorKinds

/** What this package throws on purpose. Messages never hold tokens, claims' values, names or identifiers. */
export class EvidenceError extends CodedError<EvidenceErrorCode> {
  constructor(code: EvidenceErrorCode, message: string, options?: ErrorOptions) {
    super(code, evidenceErrorKinds[code], message, options)
  }
}
