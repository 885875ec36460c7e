import type { CaName, CertificateAuthorities, CertificateAuthority } from '../authority/certificate-authorities.ts'
import type { Others } from '../authority/impostors.ts'

/** Authorities that may be put in the place of one. */
export interface OtherAuthorities {
  /** Our other CA. */
  otherIssuer(): Promise<CertificateAuthority>
  /** A CA of the same name that nobody trusts. */
  otherCa(): Promise<CertificateAuthority>
}

const otherOf = { root: 'issuing', issuing: 'root' } as const satisfies Record<CaName, CaName>

/** Those that may stand in for the authority of this name. */
export function otherAuthorities(authorities: CertificateAuthorities, name: CaName, others: Others): OtherAuthorities {
  return {
    otherIssuer: async () => authorities[otherOf[name]],
    otherCa: async () => (await others())[name],
  }
}
