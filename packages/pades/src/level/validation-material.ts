import type { Certificate } from '@waarmerk/pki'
import { PadesError } from '../pades-error.ts'
import type { RevocationProof, RevocationSource } from '../ports.ts'
import { type PathSources, type PathToProve, provePath } from './certificate-path.ts'

/** What validates signatures and time stamps for good, as it goes into /DSS (EN 319 142-1 §5.4.2). */
export interface ValidationMaterial {
  readonly certificates: readonly Uint8Array[]
  readonly ocspResponses: readonly Uint8Array[]
  readonly crls: readonly Uint8Array[]
}

/** Where the material comes from. */
export interface MaterialSources extends PathSources {
  readonly revocation: RevocationSource
}

/** A responder whose responder has a responder: deeper is no honest PKI. */
const mostDelegations = 3

/**
 * Everything that proves these certificates: each path up to its anchor, and for each certificate below the anchor that
 * it was not revoked, those of responders included (EN 319 142-1 §6.3, table 1 rows for B-LT).
 *
 * @param targets signers and time-stamp authorities, each at its own time
 * @throws PadesError ERR_PADES_CHAIN_INCOMPLETE, ERR_PADES_TOO_MANY_RESPONDERS; PkiError for an invalid path; what
 *   the sources throw: when any proof is missing there is no material
 */
export const collectMaterial = async (
  targets: readonly PathToProve[],
  sources: MaterialSources,
): Promise<ValidationMaterial> => {
  const certificates = new Map<string, Certificate>()
  const proofs = new Map<string, RevocationProof | null>()

  const prove = async (certificate: Certificate, issuer: Certificate, since: Date, delegations = 0): Promise<void> => {
    const key = keyOf(certificate)
    if (proofs.has(key) || certificate.needsNoRevocation) return
    if (delegations > mostDelegations) {
      throw new PadesError('ERR_PADES_TOO_MANY_RESPONDERS', 'responders delegate to responders without end')
    }
    proofs.set(key, null)
    const proof = await sources.revocation.revocationOf({ certificate, issuer, since })
    proofs.set(key, proof)
    certificates.set(keyOf(proof.signer), proof.signer)
    const delegated = keyOf(proof.signer) !== keyOf(issuer)
    if (delegated && !proof.signer.hasOcspNoCheck) await prove(proof.signer, issuer, since, delegations + 1)
  }

  // The latest use first: what proves that proves the earlier ones.
  for (const target of targets.toSorted((a, b) => sinceOf(b) - sinceOf(a))) {
    const path = await provePath(target, sources)
    for (const certificate of path) certificates.set(keyOf(certificate), certificate)
    for (const [index, issuer] of path.slice(1).entries())
      await prove(path[index] as Certificate, issuer, target.since ?? target.at)
  }
  const found = [...proofs.values()].filter((proof) => proof !== null)
  return {
    certificates: Array.from(certificates.values(), ({ der }) => der),
    ocspResponses: found.filter(({ kind }) => kind === 'ocsp').map(({ der }) => der),
    crls: distinct(found.filter(({ kind }) => kind === 'crl').map(({ der }) => der)),
  }
}

const sinceOf = ({ since, at }: PathToProve): number => (since ?? at).getTime()

const keyOf = ({ sha256 }: Certificate): string => Buffer.from(sha256).toString('base64url')

/** One CRL proves many certificates. */
const distinct = (all: readonly Uint8Array[]): Uint8Array[] =>
  all.filter((one, index) => all.findIndex((other) => Buffer.compare(one, other) === 0) === index)
