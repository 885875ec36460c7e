import { Router } from 'express'
import type { Authority } from '../authority/authority.ts'
import { type CertificateAuthorities, caNames } from '../authority/certificate-authorities.ts'
import type { Others } from '../authority/impostors.ts'
import type { Clock } from '../clock.ts'
import type { Endpoint, FaultName } from '../faults/faults.ts'
import { createOcspImpostors } from '../faults/ocsp-impostors.ts'
import { otherAuthorities } from '../faults/other-authorities.ts'
import type { Revocations } from '../revocation/revocations.ts'
import { ocspByGet, ocspByPost } from './ocsp.ts'
import { publishedBundle, publishedCertificate, publishedCrl } from './published.ts'
import { timeStamp } from './time-stamp.ts'

/** The trust services behind the endpoints. */
export interface TrustServices {
  readonly authorities: CertificateAuthorities
  /** Authorities that nobody trusts. */
  readonly others: Others
  readonly tsa: Authority
  /** Always honest, so that failover has somewhere to go. */
  readonly secondTsa: Authority
  readonly revocations: Revocations
  readonly clock: Clock
}

/** The endpoints of the trust services; `currentFault` says how each shall be wrong. */
export function trustServiceRoutes(
  services: TrustServices,
  currentFault: (endpoint: Endpoint) => FaultName | null,
): Router {
  const { authorities, others, revocations, clock } = services
  const router = Router()
  router.post(
    '/tsa',
    timeStamp(services.tsa, () => currentFault('tsa')),
  )
  router.post(
    '/tsa2',
    timeStamp(services.secondTsa, () => null),
  )
  for (const name of caNames) {
    const ca = authorities[name]
    const standIns = otherAuthorities(authorities, name, others)
    const publisher = { ca, others: standIns, revocations, clock, currentFault }
    const impostors = createOcspImpostors(ca, standIns, { clock, revocations })
    const responder = { ca, impostors, revocations, clock, currentFault: () => currentFault('ocsp') }
    router.post(`/ocsp/${name}`, ocspByPost(responder))
    router.get(`/ocsp/${name}/*request`, ocspByGet(responder))
    router.get(`/crl/${name}.crl`, publishedCrl(publisher))
    router.get(`/ca/${name}.cer`, publishedCertificate(publisher))
    router.get(`/ca/${name}.p7c`, publishedBundle(publisher))
  }
  return router
}
