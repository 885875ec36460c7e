import * as asn1js from 'asn1js'
import type { CertificateAuthority } from '../authority/certificate-authorities.ts'
import { day } from '../certificates/certificate-fields.ts'
import { extension } from '../revocation/crl.ts'
import type { CrlPlan } from '../revocation/crl-plan.ts'
import type { FaultName } from './faults.ts'
import type { OtherAuthorities } from './other-authorities.ts'

type Lie = (plan: CrlPlan, impostors: OtherAuthorities) => CrlPlan | Promise<CrlPlan>

/** deltaCRLIndicator and issuingDistributionPoint (RFC 5280 §5.2.4, §5.2.5). */
const deltaCrlIndicatorOid = '2.5.29.27'
const issuingDistributionPointOid = '2.5.29.28'

/** The faults that lie inside a well-formed list. */
export const crlLies: ReadonlyMap<FaultName, Lie> = new Map<FaultName, Lie>([
  ['crl-bad-signature', (plan) => ({ ...plan, spoilSignature: true })],
  ['crl-wrong-issuer', async (plan, impostors) => issuedBy(plan, await impostors.otherIssuer())],
  ['crl-other-ca', async (plan, impostors) => issuedBy(plan, await impostors.otherCa())],
  ['crl-expired', (plan) => dated(plan, -14 * day)],
  ['crl-future', (plan) => dated(plan, day)],
  ['crl-delta', (plan) => extended(plan, deltaCrlIndicatorOid, new asn1js.Integer({ value: 1 }))],
  ['crl-indirect', (plan) => extended(plan, issuingDistributionPointOid, indirect())],
])

function issuedBy(plan: CrlPlan, ca: CertificateAuthority): CrlPlan {
  return { ...plan, issuer: ca.certificate, signer: ca }
}

function dated(plan: CrlPlan, difference: number): CrlPlan {
  const shifted = (date: Date) => new Date(date.getTime() + difference)
  return { ...plan, thisUpdate: shifted(plan.thisUpdate), nextUpdate: shifted(plan.nextUpdate) }
}

function extended(plan: CrlPlan, oid: string, value: asn1js.AsnType): CrlPlan {
  return { ...plan, extensions: [...plan.extensions, extension(oid, value, true)] }
}

// indirectCRL [4] IMPLICIT BOOLEAN
function indirect(): asn1js.Sequence {
  const yes = new asn1js.Primitive({ idBlock: { tagClass: 3, tagNumber: 4 }, valueHex: Uint8Array.of(0xff) })
  return new asn1js.Sequence({ value: [yes] })
}
