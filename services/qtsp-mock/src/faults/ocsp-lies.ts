import * as asn1js from 'asn1js'
import { CertID } from 'pkijs'
import type { Identity } from '../authority/identity.ts'
import { day } from '../certificates/certificate-fields.ts'
import type { CertStatus, OcspPlan } from '../revocation/ocsp-plan.ts'
import type { ocspErrors } from '../revocation/ocsp-response.ts'
import type { FaultName } from './faults.ts'
import type { OcspImpostors } from './ocsp-impostors.ts'

type Lie = (plan: OcspPlan, impostors: OcspImpostors) => OcspPlan | Promise<OcspPlan>

const hour = day / 24

/** The faults that lie inside a well-formed basic response. */
export const ocspLies: ReadonlyMap<FaultName, Lie> = new Map<FaultName, Lie>([
  ['ocsp-wrong-nonce', (plan) => ({ ...plan, nonce: otherNonce(plan.nonce) })],
  ['ocsp-missing-nonce', (plan) => ({ ...plan, nonce: undefined })],
  ['ocsp-other-serial', otherSerial],
  ['ocsp-bad-signature', (plan) => ({ ...plan, spoilSignature: true })],
  ['ocsp-wrong-eku', async (plan, impostors) => signedBy(plan, await impostors.wrongPurpose())],
  ['ocsp-other-issuer', async (plan, impostors) => signedBy(plan, await impostors.otherIssuer())],
  ['ocsp-other-ca', async (plan, impostors) => signedBy(plan, await impostors.otherCa())],
  ['ocsp-responder-expired', async (plan, impostors) => signedBy(plan, await impostors.expired())],
  ['ocsp-responder-to-check', async (plan, impostors) => signedBy(plan, await impostors.toCheck())],
  ['ocsp-responder-revoked', async (plan, impostors) => signedBy(plan, await impostors.revoked())],
  ['ocsp-missing-certificate', (plan) => ({ ...plan, certificates: [] })],
  ['ocsp-stale', (plan) => dated(plan, -2 * day)],
  ['ocsp-future', (plan) => dated(plan, day)],
  [
    'ocsp-revoked',
    (plan) => answering(plan, { at: new Date(plan.producedAt.getTime() - hour), reason: 'keyCompromise' }),
  ],
  ['ocsp-unknown', (plan) => answering(plan, 'unknown')],
])

/** The faults that give no basic response. */
export const ocspRefusals: ReadonlyMap<FaultName, keyof typeof ocspErrors> = new Map([
  ['ocsp-try-later', 'tryLater'],
  ['ocsp-internal-error', 'internalError'],
  ['ocsp-unauthorized', 'unauthorized'],
])

function signedBy(plan: OcspPlan, signer: Identity): OcspPlan {
  return { ...plan, signer, certificates: [signer.certificate] }
}

function dated(plan: OcspPlan, difference: number): OcspPlan {
  const shifted = (date: Date) => new Date(date.getTime() + difference)
  return {
    ...plan,
    producedAt: shifted(plan.producedAt),
    thisUpdate: shifted(plan.thisUpdate),
    nextUpdate: shifted(plan.nextUpdate),
  }
}

function answering(plan: OcspPlan, status: CertStatus): OcspPlan {
  return { ...plan, answers: plan.answers.map(({ certId }) => ({ certId, status })) }
}

// The last byte belongs to the value, whatever the length of the nonce.
function otherNonce(nonce: Uint8Array = Uint8Array.of(0x04, 0x01, 0x00)): Uint8Array {
  const other = Uint8Array.from(nonce)
  other[other.length - 1] = (other.at(-1) ?? 0) ^ 1
  return other
}

function otherSerial(plan: OcspPlan): OcspPlan {
  const answers = plan.answers.map(({ certId, status }) => {
    const valueHex = Uint8Array.from(certId.serialNumber.valueBlock.valueHexView)
    valueHex[valueHex.length - 1] = (valueHex.at(-1) ?? 0) ^ 1
    const { hashAlgorithm, issuerNameHash, issuerKeyHash } = certId
    const serialNumber = new asn1js.Integer({ valueHex })
    return { certId: new CertID({ hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber }), status }
  })
  return { ...plan, answers }
}
