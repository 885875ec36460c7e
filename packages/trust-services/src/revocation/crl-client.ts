import { createHash } from 'node:crypto'
import { type Certificate, type VerifiedCrl, verifyCrl } from '@waarmerk/pki'
import { boundedCache } from '../bounded-cache.ts'
import { type ExchangeBounds, exchange } from '../exchange/http-exchange.ts'
import { crlProfile } from '../exchange/profiles.ts'
import { sharedFlight } from '../shared-flight.ts'

/** Lists that are kept: at most this many bytes together. */
const mostCachedBytes = 64 * 1024 * 1024
/** A list is used again for at most this long after it was fetched, whatever it says itself; in milliseconds. */
const longestUse = 24 * 60 * 60_000

/** How lists of revoked certificates are fetched. */
export interface CrlClientOptions extends ExchangeBounds {
  readonly now: () => Date
  /** May refuse an address that a certificate names. */
  readonly allows?: (url: URL) => boolean
}

/** Looks one certificate up in the list at an address. */
export type CrlClient = (
  url: string,
  about: { readonly certificate: Certificate; readonly issuer: Certificate },
) => Promise<VerifiedCrl>

/**
 * Lists of revoked certificates over HTTP (RFC 2585 §3). A list that was verified is kept until the next is due, but no
 * longer than a day, at most 64 MiB of them, and verified again whenever it is used. At most three redirects are followed.
 *
 * @returns a client that gives a verified list; look at the status
 * @throws TrustServiceError `ERR_CRL_…` when there is no list; PkiError `ERR_PKI_CRL_…` when it is not good enough
 */
export function createCrlClient(options: CrlClientOptions): CrlClient {
  const kept = boundedCache<Uint8Array>({ most: mostCachedBytes, now: options.now, sizeOf: (crl) => crl.length })
  const fetchOnce = sharedFlight<Uint8Array>()
  return async (url, { certificate, issuer }) => {
    const key = `${url} ${createHash('sha256').update(issuer.publicKeyDer).digest('hex')}`
    const verify = (crl: Uint8Array) => verifyCrl({ crl, certificate, issuer, at: options.now() })
    const known = kept.get(key)
    if (known !== undefined) return verify(known)
    const crl = await fetchOnce(url, () => exchange({ ...options, url }, crlProfile, undefined, options.allows))
    const verified = await verify(crl)
    kept.set(key, crl, new Date(Math.min(verified.nextUpdate.getTime(), options.now().getTime() + longestUse)))
    return verified
  }
}
