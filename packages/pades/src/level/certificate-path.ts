import { type Certificate, isNamedIssuer, type KeyUsage, PkiError, validatePath } from '@waarmerk/pki'
import { PadesError } from '../pades-error.ts'
import type { IssuerSource } from '../ports.ts'

/** A certificate whose path is to be proven, and what may help. */
export interface PathToProve {
  readonly certificate: Certificate
  /** Untrusted: what came with the signature, and what was found elsewhere. */
  readonly pool: readonly Certificate[]
  /** When it must have been valid. */
  readonly at: Date
  /** A proof that it was not revoked must be from then or later; `at` when absent. */
  readonly since?: Date
  /** Whom the caller trusts for this one; those of all when absent. */
  readonly trustAnchors?: readonly Certificate[] | undefined
  /** One of these its key must be for (RFC 5280 §4.2.1.3). */
  readonly keyUsage?: readonly KeyUsage[] | undefined
}

/** Where a path may end, and where missing issuers come from. */
export interface PathSources {
  /** Where they are absent a path ends at whatever signed itself: complete, but nobody's trust is claimed. */
  readonly trustAnchors?: readonly Certificate[] | undefined
  readonly issuers?: IssuerSource | undefined
}

const mostFetches = 8

/**
 * A complete path, the end entity first, with issuers fetched where they are missing (RFC 5280 §6.1, §4.2.2.1).
 *
 * @throws PadesError ERR_PADES_CHAIN_INCOMPLETE; PkiError when a complete path is not valid; what `issuers` throws
 */
export const provePath = async (wanted: PathToProve, sources: PathSources): Promise<readonly Certificate[]> => {
  const { certificate, at, keyUsage } = wanted
  const known = [...wanted.pool]
  for (let fetches = 0; ; fetches += 1) {
    const trustAnchors =
      wanted.trustAnchors ?? sources.trustAnchors ?? [certificate, ...known].filter((one) => isNamedIssuer(one, one))
    try {
      return validatePath({ certificate, intermediates: known, trustAnchors, at, ...(keyUsage && { keyUsage }) })
        .certificates
    } catch (cause) {
      if (!(cause instanceof PkiError) || cause.code !== 'ERR_PKI_ISSUER_UNKNOWN') throw cause
      const found = fetches < mostFetches ? await fetchIssuers(highest(certificate, known), known, sources) : []
      if (found.length === 0) throw incomplete(cause)
      known.push(...found)
    }
  }
}

const incomplete = (cause: unknown): PadesError =>
  new PadesError('ERR_PADES_CHAIN_INCOMPLETE', 'a certificate of an issuer is missing and cannot be found', { cause })

/** How far the known certificates lead by name. */
const highest = (certificate: Certificate, known: readonly Certificate[]): Certificate => {
  const climbed = [certificate]
  for (;;) {
    const top = climbed.at(-1) as Certificate
    const next = known.find((issuer) => isNamedIssuer(issuer, top) && !climbed.includes(issuer))
    if (next === undefined) return top
    climbed.push(next)
  }
}

const fetchIssuers = async (
  certificate: Certificate,
  known: readonly Certificate[],
  { issuers }: PathSources,
): Promise<Certificate[]> => {
  const found = (await issuers?.issuersOf(certificate)) ?? []
  return found.filter(({ der }) => !known.some((one) => Buffer.compare(one.der, der) === 0))
}
