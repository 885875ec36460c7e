import { CodedError, type ErrorKind } from '@waarmerk/coded-error'

/** Every code this package throws, with who must act. `docs/errors.md` is kept equal to it. */
export const identityErrorKinds = {
  ERR_ACR_MISSING: 'upstream',
  ERR_ACR_UNKNOWN: 'upstream',
  ERR_ACR_INSUFFICIENT: 'person',
  ERR_SUBJECT_BSN_INVALID: 'caller',
  ERR_SUBJECT_KVK_INVALID: 'caller',
  ERR_SUBJECT_RSIN_INVALID: 'caller',
  ERR_SUBJECT_OPAQUE_INVALID: 'caller',
  ERR_CLAIMS_IDENTIFIER_MISSING: 'upstream',
  ERR_CLAIMS_IDENTIFIER_AMBIGUOUS: 'upstream',
  ERR_CLAIMS_IDENTIFIER_INVALID: 'upstream',
  ERR_CLAIMS_SECTOR_CODE: 'upstream',
  ERR_CLAIMS_NAME_INVALID: 'upstream',
  ERR_CLAIMS_REPRESENTATION_UNEXPECTED: 'person',
  ERR_CLAIMS_REPRESENTATION_INVALID: 'upstream',
  ERR_PROFILE_INVALID: 'caller',
} as const satisfies Record<string, ErrorKind>

/** The closed union of this package's codes. */
export type IdentityErrorCode = keyof typeof identityErrorKinds

/** What this package throws on purpose. Messages never hold an identifier, a name or a claim's value. */
export class IdentityError extends CodedError<IdentityErrorCode> {
  constructor(code: IdentityErrorCode, message: string, options?: ErrorOptions) {
    super(code, identityErrorKinds[code], message, options)
  }
}
