import * as asn1js from 'asn1js'
import { MessageImprint } from 'pkijs'
import type { Identity } from '../authority/identity.ts'
import type { Impostors } from '../authority/impostors.ts'
import type { TokenPlan } from '../time-stamp/token-plan.ts'
import type { FaultName } from './faults.ts'

type Lie = (plan: TokenPlan, impostors: Impostors) => TokenPlan | Promise<TokenPlan>

const day = 86_400_000

/** The faults that lie inside a well-formed token. */
export const timeStampLies: ReadonlyMap<FaultName, Lie> = new Map<FaultName, Lie>([
  ['wrong-nonce', (plan) => ({ ...plan, nonce: new asn1js.Integer({ valueHex: plan.serialNumber }) })],
  ['missing-nonce', (plan) => ({ ...plan, nonce: undefined })],
  ['wrong-imprint', (plan) => ({ ...plan, messageImprint: otherImprint(plan.messageImprint) })],
  ['bad-signature', (plan) => ({ ...plan, spoilSignature: true })],
  ['wrong-eku', async (plan, impostors) => signedBy(plan, await impostors.wrongPurpose())],
  ['eku-not-critical', async (plan, impostors) => signedBy(plan, await impostors.purposeNotCritical())],
  ['second-eku', async (plan, impostors) => signedBy(plan, await impostors.secondPurpose())],
  ['other-ca', async (plan, impostors) => signedBy(plan, await impostors.otherCa())],
  [
    'wrong-ess-certificate',
    async (plan, impostors) => ({ ...plan, essCertificate: (await impostors.otherCa()).certificate }),
  ],
  ['missing-certificate', (plan) => ({ ...plan, certificates: [] })],
  ['gen-time-past', (plan) => ({ ...plan, genTime: new Date(plan.genTime.getTime() - day) })],
  ['gen-time-future', (plan) => ({ ...plan, genTime: new Date(plan.genTime.getTime() + day) })],
])

function signedBy(plan: TokenPlan, signer: Identity): TokenPlan {
  const certificates = plan.certificates.length === 0 ? [] : [signer.certificate, ...signer.chain]
  return { ...plan, signer, certificates, essCertificate: signer.certificate }
}

function otherImprint({ hashAlgorithm, hashedMessage }: MessageImprint): MessageImprint {
  const digest = Uint8Array.from(hashedMessage.valueBlock.valueHexView)
  digest[0] = (digest[0] ?? 0) ^ 1
  return new MessageImprint({ hashAlgorithm, hashedMessage: new asn1js.OctetString({ valueHex: digest }) })
}
