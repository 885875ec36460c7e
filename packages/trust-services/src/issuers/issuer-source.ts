import { readCertificatesOnly } from '@waarmerk/cms'
import { CodedError } from '@waarmerk/coded-error'
import type { IssuerSource } from '@waarmerk/pades'
import { type Certificate, isIssuedBy, parseCertificate } from '@waarmerk/pki'
import { boundedCache } from '../bounded-cache.ts'
import { exchange } from '../exchange/http-exchange.ts'
import type { HttpFetch } from '../exchange/http-fetch.ts'
import { issuerProfile } from '../exchange/profiles.ts'
import { sharedFlight } from '../shared-flight.ts'
import { TrustServiceError } from '../trust-service-error.ts'

const mostBytes = 256 * 1024
const mostCachedAddresses = 256
const cachedFor = 24 * 60 * 60_000

/** Within which bounds issuers' certificates are fetched. */
export interface IssuerSourceOptions {
  /** The global `fetch`, or `nodeFetch`, which is lighter. */
  readonly fetch: HttpFetch
  /** For each exchange. */
  readonly timeoutMs: number
  readonly now?: () => Date
  /** May refuse an address that a certificate names; see {@link RevocationSourceOptions}. */
  readonly allows?: (url: URL) => boolean
}

/**
 * Certificates of issuers, from the addresses in what they issued (RFC 5280 §4.2.2.1): one certificate, or a bag of them.
 * Only those are returned that named themselves and did sign it; whether they are trusted is for a path to say. Kept for a
 * day, at most 256 addresses; at most three redirects are followed.
 *
 * @throws from `issuersOf`: of a single address its TrustServiceError `ERR_AIA_…`; of several `ERR_AIA_NONE_AVAILABLE`, its
 *   cause an AggregateError of what each said
 * @example
 * const issuers = createIssuerSource({ fetch: nodeFetch, timeoutMs: 5000 })
 * const [issuer] = await issuers.issuersOf(certificate)
 */
export function createIssuerSource(options: IssuerSourceOptions): IssuerSource {
  const { now = () => new Date() } = options
  const kept = boundedCache<readonly Certificate[]>({ most: mostCachedAddresses, now })
  const fetchOnce = sharedFlight<readonly Certificate[]>()
  const fetchFrom = async (url: string): Promise<readonly Certificate[]> => {
    const bytes = await exchange({ ...options, url, maxBytes: mostBytes }, issuerProfile, undefined, options.allows)
    const certificates = await certificatesIn(bytes)
    kept.set(url, certificates, new Date(now().getTime() + cachedFor))
    return certificates
  }
  return {
    async issuersOf(certificate) {
      const failures: CodedError[] = []
      for (const url of certificate.caIssuerUrls) {
        try {
          return issuersAmong(kept.get(url) ?? (await fetchOnce(url, () => fetchFrom(url))), certificate)
        } catch (error) {
          if (!(error instanceof CodedError)) throw error
          failures.push(error)
        }
      }
      if (failures.length === 0) return []
      throw failures.length === 1 ? failures[0] : noneAvailable(failures)
    },
  }
}

function issuersAmong(candidates: readonly Certificate[], certificate: Certificate): Certificate[] {
  const issuers = candidates.filter((candidate) => isIssuedBy(certificate, candidate))
  if (issuers.length === 0) {
    throw new TrustServiceError('ERR_AIA_OTHER_ISSUER', 'issuer: what lies there did not issue the certificate')
  }
  return issuers
}

// A bag begins with the type of its content, a certificate with a SEQUENCE.
async function certificatesIn(bytes: Uint8Array): Promise<readonly Certificate[]> {
  try {
    return isBag(bytes) ? await readCertificatesOnly(bytes) : [parseCertificate(bytes)]
  } catch (cause) {
    if (!(cause instanceof CodedError)) throw cause
    throw new TrustServiceError('ERR_AIA_MALFORMED', 'issuer: not a certificate', { cause })
  }
}

function isBag(bytes: Uint8Array): boolean {
  const lengthOctets = (bytes[1] ?? 0) < 0x80 ? 0 : (bytes[1] ?? 0) & 0x7f
  return bytes[0] === 0x30 && bytes[2 + lengthOctets] === 0x06
}

const noneAvailable = (failures: readonly CodedError[]): TrustServiceError =>
  new TrustServiceError('ERR_AIA_NONE_AVAILABLE', `none of ${failures.length} addresses gave the issuer`, {
    cause: new AggregateError(failures),
  })
