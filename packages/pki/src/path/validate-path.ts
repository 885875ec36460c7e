import type { Certificate } from '../certificate/certificate.ts'
import type { KeyUsage } from '../certificate/extensions.ts'
import { PkiError } from '../pki-error.ts'
import {
  checkCertificate,
  checkIssuer,
  checkSignature,
  requireExtendedKeyUsage,
  requireKeyUsage,
} from './check-certificate.ts'
import { isNamedIssuer, isSame, isSelfIssued } from './named-issuer.ts'

const mostIssuers = 8
const mostSignatures = 64

/** A path that was valid at a time, under anchors that the caller trusts. */
export interface VerifiedPath {
  /** The end entity's certificate first, the trust anchor's last; one when the certificate is itself an anchor. */
  readonly certificates: readonly Certificate[]
  readonly trustAnchor: Certificate
  readonly at: Date
}

/** What to validate, and under which trust. */
export interface PathRequest {
  readonly certificate: Certificate
  /** Untrusted, in any order; those that do not help are passed over. */
  readonly intermediates: readonly Certificate[]
  /** What the caller trusts without further proof. */
  readonly trustAnchors: readonly Certificate[]
  readonly at: Date
  /** Object identifier of the purpose that the end entity's certificate must state. */
  readonly extendedKeyUsage?: string
  /** The end entity's key must be usable for at least one of these. */
  readonly keyUsage?: readonly KeyUsage[]
}

/**
 * Finds a path from a certificate to a trust anchor and validates it (RFC 5280 §6.1): signatures, validity at `at` of
 * every certificate (the anchor's too), names, basic constraints and path length, key usage, critical extensions;
 * at most 8 issuers and 64 signatures tried. Revocation is not looked at. Policies are not asked for.
 *
 * @throws PkiError `ERR_PKI_ISSUER_UNKNOWN` when no anchor is reached; else what was wrong with the path that came
 *   furthest: `ERR_PKI_SIGNATURE_INVALID`, `ERR_PKI_ALGORITHM_REFUSED`, `ERR_PKI_NOT_YET_VALID`, `ERR_PKI_EXPIRED`,
 *   `ERR_PKI_NOT_A_CA`, `ERR_PKI_PATH_TOO_LONG`, `ERR_PKI_KEY_USAGE`, `ERR_PKI_EXTENDED_KEY_USAGE`,
 *   `ERR_PKI_CRITICAL_EXTENSION`
 * @example
 * const { trustAnchor } = validatePath({ certificate, intermediates, trustAnchors, at: genTime })
 */
export function validatePath(request: PathRequest): VerifiedPath {
  const { certificate, at } = request
  checkCertificate(certificate, at)
  if (request.extendedKeyUsage !== undefined) requireExtendedKeyUsage(certificate, request.extendedKeyUsage)
  if (request.keyUsage !== undefined) requireKeyUsage(certificate, request.keyUsage)
  const search: Search = { request, signaturesLeft: mostSignatures, furthest: { depth: 0, error: undefined } }
  const certificates = climb([certificate], search)
  const trustAnchor = certificates?.at(-1)
  if (certificates === undefined || trustAnchor === undefined) throw search.furthest.error ?? issuerUnknown()
  return { certificates, trustAnchor, at }
}

interface Search {
  readonly request: PathRequest
  signaturesLeft: number
  // Undefined: nothing yet; an error made in advance costs its stack trace on every good path.
  furthest: { readonly depth: number; readonly error: PkiError | undefined }
}

const issuerUnknown = () => new PkiError('ERR_PKI_ISSUER_UNKNOWN', 'no path leads to a trusted issuer')

// Depth first, anchors before intermediates. `path` holds what is already checked, end entity first.
function climb(path: readonly Certificate[], search: Search): readonly Certificate[] | undefined {
  const top = path.at(-1)
  const { trustAnchors, intermediates } = search.request
  if (top === undefined || trustAnchors.some((anchor) => isSame(anchor, top))) return path
  const candidates = [...trustAnchors, ...intermediates].filter(
    (issuer) => isNamedIssuer(issuer, top) && !path.some((known) => isSame(known, issuer)),
  )
  if (candidates.length === 0) note(path, issuerUnknown(), search)
  for (const issuer of candidates) {
    const found = accepts(path, top, issuer, search) ? climb([...path, issuer], search) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

function accepts(path: readonly Certificate[], top: Certificate, issuer: Certificate, search: Search): boolean {
  if (search.signaturesLeft-- <= 0) return false
  try {
    if (path.length > mostIssuers) throw new PkiError('ERR_PKI_PATH_TOO_LONG', `more than ${mostIssuers} issuers`)
    checkCertificate(issuer, search.request.at)
    checkIssuer(issuer, path.slice(1).filter((ca) => !isSelfIssued(ca)).length)
    checkSignature(top, issuer)
    return true
  } catch (error) {
    if (!(error instanceof PkiError)) throw error
    note(path, error, search)
    return false
  }
}

function note(path: readonly Certificate[], error: PkiError, search: Search): void {
  if (path.length > search.furthest.depth) search.furthest = { depth: path.length, error }
}
