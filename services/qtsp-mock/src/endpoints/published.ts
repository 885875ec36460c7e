import type { RequestHandler } from 'express'
import type { CertificateAuthority } from '../authority/certificate-authorities.ts'
import { certsOnly } from '../certificates/certs-only.ts'
import type { Clock } from '../clock.ts'
import { aiaLies } from '../faults/aia-lies.ts'
import { crlLies } from '../faults/crl-lies.ts'
import { send } from '../faults/disturbances.ts'
import type { FaultName } from '../faults/faults.ts'
import type { OtherAuthorities } from '../faults/other-authorities.ts'
import { certificateRevocationList } from '../revocation/crl.ts'
import { crlPlan } from '../revocation/crl-plan.ts'
import type { Revocations } from '../revocation/revocations.ts'

/** What an authority publishes, and how it may lie. */
export interface Publisher {
  readonly ca: CertificateAuthority
  readonly others: OtherAuthorities
  readonly revocations: Revocations
  readonly clock: Clock
  /** How its answer shall be wrong, if at all. */
  currentFault(endpoint: 'crl' | 'aia'): FaultName | null
}

/** `GET /crl/:ca.crl`: the list of revoked certificates, DER (RFC 2585 §4). */
export function publishedCrl(publisher: Publisher): RequestHandler {
  return async (_request, response) => {
    const { ca, others, revocations, clock } = publisher
    const fault = publisher.currentFault('crl')
    const plan = crlPlan(ca, revocations, clock.now())
    const lie = fault === null ? undefined : crlLies.get(fault)
    const body = await certificateRevocationList(lie === undefined ? plan : await lie(plan, others))
    await send(response, { contentType: 'application/pkix-crl', body }, fault)
  }
}

/** `GET /ca/:ca.cer`: the certificate of the authority, DER (RFC 2585 §4, RFC 5280 §4.2.2.1). */
export function publishedCertificate(publisher: Publisher): RequestHandler {
  return async (_request, response) => {
    const { certificate, fault } = await certificateOf(publisher)
    await send(response, { contentType: 'application/pkix-cert', body: certificate }, fault)
  }
}

/** `GET /ca/:ca.p7c`: the same and what is above it in a certs-only CMS (RFC 5280 §4.2.2.1). */
export function publishedBundle(publisher: Publisher): RequestHandler {
  return async (_request, response) => {
    const { certificate, fault } = await certificateOf(publisher)
    // What is no certificate cannot be bundled: it stands there bare.
    const body = fault === 'aia-not-a-certificate' ? certificate : certsOnly([certificate, ...publisher.ca.chain])
    await send(response, { contentType: 'application/pkcs7-mime', body }, fault)
  }
}

async function certificateOf({ ca, others, currentFault }: Publisher) {
  const fault = currentFault('aia')
  const lie = fault === null ? undefined : aiaLies.get(fault)
  return { fault, certificate: lie === undefined ? ca.certificate : await lie(others) }
}
