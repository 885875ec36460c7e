import type { TimeStampReq } from 'pkijs'
import type { RandomBytes } from '../random-bytes.ts'
import type { TokenPlan } from '../time-stamp/token-plan.ts'
import type { TsaIdentity } from './identity.ts'
import type { Impostors } from './impostors.ts'

/** The time-stamping unit: it settles what the token for a request will say. */
export interface Authority {
  readonly impostors: Impostors
  plan(request: TimeStampReq): TokenPlan
}

/** A unit that tells the truth. */
export function createAuthority(
  identity: TsaIdentity,
  impostors: Impostors,
  now: () => Date,
  random: RandomBytes,
): Authority {
  return {
    impostors,
    plan: ({ messageImprint, nonce, certReq }) => ({
      signer: identity,
      messageImprint,
      nonce,
      genTime: wholeSecond(now()),
      serialNumber: serialNumber(random),
      certificates: certReq === true ? [identity.certificate, ...identity.chain] : [],
      essCertificate: identity.certificate,
      spoilSignature: false,
    }),
  }
}

// DER GeneralizedTime has no fraction that is zero (X.690 §11.7); our accuracy is a second anyway.
function wholeSecond(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000)
}

// RFC 3161 §2.4.2: unique for this TSA, also after a crash, hence random; 127 bits, positive, never short.
function serialNumber(random: RandomBytes): Uint8Array {
  const bytes = Uint8Array.from(random(16))
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40
  return bytes
}
