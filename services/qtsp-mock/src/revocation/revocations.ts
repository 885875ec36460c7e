import type { CaName } from '../authority/certificate-authorities.ts'
import { QtspMockError } from '../startup-error.ts'

/** CRLReason (RFC 5280 §5.3.1) by name. */
export const revocationReasons = {
  unspecified: 0,
  keyCompromise: 1,
  cACompromise: 2,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  privilegeWithdrawn: 9,
  aACompromise: 10,
} as const

/** Name of a reason, as RFC 5280 spells it. */
export type RevocationReason = keyof typeof revocationReasons

/** When and why a certificate was revoked. */
export interface Revocation {
  /** Upper-case hexadecimal without leading zeros. */
  readonly serialNumber: string
  readonly at: Date
  readonly reason: RevocationReason
}

/** The register of revoked certificates. It lives as long as the double runs. */
export interface Revocations {
  /** @throws QtspMockError `ERR_QTSP_MOCK_CONFIG` when the serial number is not hexadecimal */
  revoke(ca: CaName, revocation: Revocation): Revocation
  find(ca: CaName, serialNumber: string): Revocation | undefined
  all(ca: CaName): readonly Revocation[]
}

/** An empty register. */
export function createRevocations(): Revocations {
  const registers: Record<CaName, Map<string, Revocation>> = { root: new Map(), issuing: new Map() }
  return {
    revoke(ca, revocation) {
      const serialNumber = normalised(revocation.serialNumber)
      // Dates in DER have no fraction that is zero (X.690 §11.7).
      const at = new Date(Math.floor(revocation.at.getTime() / 1000) * 1000)
      const entry = { ...revocation, serialNumber, at }
      registers[ca].set(serialNumber, entry)
      return entry
    },
    find: (ca, serialNumber) => registers[ca].get(normalised(serialNumber)),
    all: (ca) => [...registers[ca].values()],
  }
}

function normalised(serialNumber: string): string {
  if (!/^[0-9a-f]{1,42}$/i.test(serialNumber)) {
    throw new QtspMockError('ERR_QTSP_MOCK_CONFIG', 'A serial number is at most 21 octets in hexadecimal')
  }
  return serialNumber.toUpperCase().replace(/^0+(?=.)/, '')
}
