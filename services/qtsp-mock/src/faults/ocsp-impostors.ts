import { X509Certificate } from 'node:crypto'
import { type CertificateAuthority, createResponder } from '../authority/certificate-authorities.ts'
import type { Identity } from '../authority/identity.ts'
import { once } from '../authority/impostors.ts'
import { day } from '../certificates/certificate-fields.ts'
import { purposes, responderProfile, responderToCheckProfile } from '../certificates/profiles.ts'
import type { Clock } from '../clock.ts'
import type { Revocations } from '../revocation/revocations.ts'
import type { OtherAuthorities } from './other-authorities.ts'

/** Identities with which the responder of an authority lies; each is made when it is first needed, and kept. */
export interface OcspImpostors {
  /** Of the right CA, for TLS servers. */
  wrongPurpose(): Promise<Identity>
  /** The responder of our other CA. */
  otherIssuer(): Promise<Identity>
  /** Faultless, under a CA of the same name that nobody trusts. */
  otherCa(): Promise<Identity>
  /** Without ocsp-nocheck. */
  toCheck(): Promise<Identity>
  /** Without ocsp-nocheck, and revoked. */
  revoked(): Promise<Identity>
  /** Expired a day ago; made anew each time, because the clock may be set. */
  expired(): Promise<Identity>
}

/** Prepares the impostors of an authority's responder. */
export function createOcspImpostors(
  ca: CertificateAuthority,
  others: OtherAuthorities,
  { clock, revocations }: { readonly clock: Clock; readonly revocations: Revocations },
): OcspImpostors {
  return {
    wrongPurpose: once(() => createResponder(ca, { profile: responderProfile(purposes.serverAuth) })),
    otherIssuer: async () => (await others.otherIssuer()).responder,
    otherCa: async () => (await others.otherCa()).responder,
    toCheck: once(() => createResponder(ca, { profile: responderToCheckProfile() })),
    revoked: once(async () => {
      const identity = await createResponder(ca, { profile: responderToCheckProfile() })
      const { serialNumber } = new X509Certificate(identity.certificate)
      revocations.revoke(ca.name, { serialNumber, at: clock.now(), reason: 'keyCompromise' })
      return identity
    }),
    expired() {
      const now = clock.now().getTime()
      return createResponder(ca, { validity: { notBefore: new Date(now - 20 * day), notAfter: new Date(now - day) } })
    },
  }
}
