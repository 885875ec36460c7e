import { createHash } from 'node:crypto'
import { CodedError } from '@waarmerk/coded-error'
import type { RevocationProof, RevocationSource } from '@waarmerk/pades'
import { type Certificate, requireGood } from '@waarmerk/pki'
import { boundedCache } from '../bounded-cache.ts'
import type { HttpFetch } from '../exchange/http-fetch.ts'
import { sharedFlight } from '../shared-flight.ts'
import { TrustServiceError } from '../trust-service-error.ts'
import { createCrlClient } from './crl-client.ts'
import { createOcspClient } from './ocsp-client.ts'

const mostOcspBytes = 64 * 1024
const mostCrlBytes = 32 * 1024 * 1024
const mostCachedAnswers = 1000
/** An answer that does not say when the next comes is used again for this long, in milliseconds. */
const shortWhile = 5 * 60_000
/** Any other for at most this long after it was fetched: who was revoked meanwhile it does not know. */
const longestUse = 60 * 60_000

/** Whom to ask, and within which bounds. */
export interface RevocationSourceOptions {
  /** The global `fetch`, or `nodeFetch`, which is lighter. */
  readonly fetch: HttpFetch
  /** For each exchange. */
  readonly timeoutMs: number
  /** Cryptographically strong; for nonces. */
  readonly randomBytes: (size: number) => Uint8Array
  readonly now?: () => Date
  /** Of a list; 32 MiB by default and at most. */
  readonly maxCrlBytes?: number
  /**
   * May refuse an address that a certificate names. A server that looks at certificates of strangers should refuse those
   * of its own network.
   */
  readonly allows?: (url: URL) => boolean
}

type Question = Parameters<RevocationSource['revocationOf']>[0]
type Attempt = () => Promise<RevocationProof>

/**
 * Proof that certificates are good: from OCSP, and where that gives no usable answer from a list, at the addresses in the
 * certificate, in their order. Every answer is verified before it is returned. An OCSP answer is kept until the next is due,
 * but no longer than an hour (at most 1000), and a list no longer than a day (at most 64 MiB). What OCSP said before `since`
 * is not used again: it is asked anew, and what it then says is the newest there is. Who asks the same at the same time
 * shares one request. Whether the responder's own certificate was revoked is for the caller to ask, unless it says that
 * nobody need (`hasOcspNoCheck`).
 *
 * @throws from `revocationOf`: PkiError `ERR_PKI_REVOKED` (caller); TrustServiceError `ERR_REVOCATION_UNAVAILABLE` (upstream),
 *   its cause an AggregateError of what each source said; `ERR_REVOCATION_NO_ADDRESS` (caller)
 * @example
 * const revocation = createRevocationSource({ fetch: nodeFetch, timeoutMs: 5000, randomBytes })
 * const { der } = await revocation.revocationOf({ certificate, issuer })
 */
export function createRevocationSource(options: RevocationSourceOptions): RevocationSource {
  const { now = () => new Date(), maxCrlBytes = mostCrlBytes } = options
  const ocsp = createOcspClient({ ...options, now, maxBytes: mostOcspBytes })
  const crl = createCrlClient({ ...options, now, maxBytes: Math.min(maxCrlBytes, mostCrlBytes) })
  const kept = boundedCache<RevocationProof>({ most: mostCachedAnswers, now })
  const askOnce = sharedFlight<RevocationProof>()

  const byOcsp = async (url: string, question: Question): Promise<RevocationProof> => {
    const { status, der, thisUpdate, nextUpdate, responder, certificates } = await ocsp(url, question)
    requireGood(status)
    const proof = { kind: 'ocsp', der, thisUpdate, nextUpdate, signer: responder, certificates } as const
    kept.set(keyOf(question), proof, useUntil(nextUpdate, now()))
    return proof
  }
  const byCrl = async (url: string, question: Question): Promise<RevocationProof> => {
    const { status, der, thisUpdate, nextUpdate } = await crl(url, question)
    requireGood(status)
    return { kind: 'crl', der, thisUpdate, nextUpdate, signer: question.issuer, certificates: [] }
  }
  const attempts = (question: Question): Attempt[] => [
    ...question.certificate.ocspUrls.map((url) => () => byOcsp(url, question)),
    ...question.certificate.crlUrls.map((url) => () => byCrl(url, question)),
  ]
  return {
    async revocationOf(question) {
      const known = kept.get(keyOf(question))
      if (known !== undefined && !isBefore(known.thisUpdate, question.since)) return known
      return askOnce(keyOf(question), () => firstUsable(attempts(question)))
    },
  }
}

const useUntil = (nextUpdate: Date | null, fetched: Date): Date =>
  new Date(Math.min(nextUpdate?.getTime() ?? fetched.getTime() + shortWhile, fetched.getTime() + longestUse))

const isBefore = (thisUpdate: Date, since: Date | undefined): boolean => since !== undefined && thisUpdate < since

const keyOf = ({ certificate, issuer }: { certificate: Certificate; issuer: Certificate }): string =>
  `${createHash('sha256').update(issuer.publicKeyDer).digest('hex')} ${certificate.serialNumber}`

async function firstUsable(attempts: readonly Attempt[]): Promise<RevocationProof> {
  if (attempts.length === 0) {
    throw new TrustServiceError('ERR_REVOCATION_NO_ADDRESS', 'the certificate says nowhere whether it was revoked')
  }
  const failures: CodedError[] = []
  for (const attempt of attempts) {
    try {
      return await attempt()
    } catch (error) {
      // Revoked is an answer: nobody else is asked for a better one.
      if (!(error instanceof CodedError && error.kind === 'upstream')) throw error
      failures.push(error)
    }
  }
  const said = failures.map(({ code }) => code).join(', ')
  throw new TrustServiceError('ERR_REVOCATION_UNAVAILABLE', `no usable answer about revocation: ${said}`, {
    cause: new AggregateError(failures),
  })
}
