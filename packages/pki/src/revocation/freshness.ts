import type { Certificate } from '../certificate/certificate.ts'
import { PkiError } from '../pki-error.ts'

/** How far two honest clocks may be apart, in milliseconds. */
export const clockSkew = 60_000
/** How old a statement may be that does not say when the next comes, in milliseconds. */
export const mostAge = 24 * 60 * 60 * 1000

/** When something was known, and until when it is the newest. */
export interface Currency {
  readonly thisUpdate: Date
  readonly nextUpdate: Date | null
}

/** Until when a statement is the newest there is. */
const endOf = ({ thisUpdate, nextUpdate }: Currency): number =>
  (nextUpdate?.getTime() ?? thisUpdate.getTime() + mostAge) + clockSkew

/**
 * Whether a statement, verified, tells about a use of the certificate at `since`: it was made later, or was the newest
 * there was then (EN 319 102-1 §5.2.5.4). Never throws.
 */
export const tellsAbout = (statement: Currency, since: Date): boolean => since.getTime() <= endOf(statement)

/**
 * RFC 6960 §4.2.2.1 and RFC 5280 §5.1.2.4: not from the future, not after its next update; without one at most a day old.
 *
 * @throws PkiError `…_CLOCK`, `…_STALE` of the family
 */
export function requireFresh(family: 'ERR_PKI_OCSP_' | 'ERR_PKI_CRL_', statement: Currency, at: Date) {
  if (statement.thisUpdate.getTime() > at.getTime() + clockSkew) {
    throw new PkiError(`${family}CLOCK`, 'from the future: its clock is wrong, or ours is')
  }
  if (at.getTime() > endOf(statement)) throw new PkiError(`${family}STALE`, 'there is a newer one by now')
}

/**
 * An issuer may forget a certificate that has expired; then silence about it says nothing.
 *
 * @param keptSince the issuer keeps those that expired from then on (archive cutoff, expiredCertsOnCRL)
 */
export function requireNotForgotten(
  family: 'ERR_PKI_OCSP_' | 'ERR_PKI_CRL_',
  { notAfter }: Certificate,
  { thisUpdate }: Currency,
  keptSince: Date | undefined,
): void {
  if (notAfter < thisUpdate && (keptSince === undefined || keptSince > notAfter)) {
    throw new PkiError(`${family}SCOPE`, 'the certificate had expired by then')
  }
}
