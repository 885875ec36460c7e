import type { CaName, CertificateAuthorities } from './authority/certificate-authorities.ts'
import type { IssuedTsa, RenewTsaOptions, TsaUnit } from './authority/tsa-unit.ts'
import type { Period } from './certificates/certificate-fields.ts'
import type { Clock } from './clock.ts'
import type { Revocation, RevocationReason, Revocations } from './revocation/revocations.ts'
import { type IssuedSigner, type IssueSignerOptions, issueSigner } from './signers/issue-signer.ts'
import { QtspMockError } from './startup-error.ts'

/** Since when and why a certificate is revoked. */
export interface RevokeOptions {
  /** The double's time by default. */
  readonly at?: Date | undefined
  /** `unspecified` by default. */
  readonly reason?: RevocationReason | undefined
  /** By default the authority that issued it since the double started, else the issuing authority. */
  readonly ca?: CaName | undefined
}

/** The handles by which a test or a developer steers the double. */
export interface Steering {
  /**
   * A new key with a certificate for signing documents.
   *
   * @throws QtspMockError `ERR_QTSP_MOCK_CONFIG` when its validity ends before it begins
   */
  issueSigner(options: IssueSignerOptions): Promise<IssuedSigner>
  /**
   * Revokes a certificate by its serial number (hexadecimal); OCSP and the list tell so from now on.
   *
   * @throws QtspMockError `ERR_QTSP_MOCK_CONFIG` when the serial number is not hexadecimal
   */
  revoke(serialNumber: string, options?: RevokeOptions): Revocation
  /** Holds the double's time still at a moment; `null` lets it run again. Gives the time that it is now. */
  setClock(moment: Date | null): Date
  /**
   * Gives the first time-stamp authority a new key and certificate. The second keeps its own.
   *
   * @throws QtspMockError `ERR_QTSP_MOCK_CONFIG` when its validity ends before it begins
   */
  renewTsa(options?: RenewTsaOptions): Promise<IssuedTsa>
}

/** What the handles move. */
interface Steered {
  readonly authorities: CertificateAuthorities
  readonly unit: TsaUnit
  readonly revocations: Revocations
  readonly clock: Clock
}

/** The handles of a double. */
export function createSteering({ authorities, unit, revocations, clock }: Steered): Steering {
  return {
    issueSigner: async (options) => issueSigner(authorities, clock, inOrder(options)),
    revoke(serialNumber, { at = clock.now(), reason = 'unspecified', ca } = {}) {
      const issuer = ca ?? (authorities.root.hasIssued(serialNumber.toUpperCase()) ? 'root' : 'issuing')
      return revocations.revoke(issuer, { serialNumber, at, reason })
    },
    setClock(moment) {
      clock.set(moment)
      return clock.now()
    },
    renewTsa: async (options = {}) => unit.renew(inOrder(options)),
  }
}

function inOrder<T extends Partial<Record<keyof Period, Date | undefined>>>(options: T): T {
  const { notBefore, notAfter } = options
  if (notBefore && notAfter && notAfter < notBefore) {
    throw new QtspMockError('ERR_QTSP_MOCK_CONFIG', 'A certificate cannot end before it begins')
  }
  return options
}
