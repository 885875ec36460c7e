import { PkiError } from '../pki-error.ts'

/** RFC 5280 §5.3.1, by number; 7 is not used. */
export const revocationReasons = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  undefined,
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
] as const

/** Why a certificate was revoked (RFC 5280 §5.3.1). */
export type RevocationReason = NonNullable<(typeof revocationReasons)[number]>

/** What an issuer says of a certificate at a moment. */
export type RevocationStatus =
  | { readonly kind: 'good' }
  | {
      readonly kind: 'revoked'
      readonly at: Date
      /** `unspecified` when none is stated (RFC 5280 §5.3.1). */
      readonly reason: RevocationReason
      /** When the key may have been lost (RFC 5280 §5.3.2); undefined when that is not stated. */
      readonly invalidSince: Date | undefined
    }
  /** The responder does not know the certificate (RFC 6960 §2.2): nothing may be built on that. */
  | { readonly kind: 'unknown' }

/**
 * Passes for a certificate that is good, and for nothing else.
 *
 * @throws PkiError `ERR_PKI_REVOKED` (caller), `ERR_PKI_OCSP_UNKNOWN` (upstream)
 */
export function requireGood(status: RevocationStatus): void {
  if (status.kind === 'unknown') {
    throw new PkiError('ERR_PKI_OCSP_UNKNOWN', 'the responder does not know the certificate')
  }
  if (status.kind === 'revoked') {
    throw new PkiError('ERR_PKI_REVOKED', `the certificate was revoked at ${status.at.toISOString()}: ${status.reason}`)
  }
}
