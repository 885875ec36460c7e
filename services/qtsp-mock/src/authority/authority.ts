import type { TimeStampReq } from 'pkijs'
import { serialNumber } from '../certificates/certificate-fields.ts'
import type { Clock } from '../clock.ts'
import type { RandomBytes } from '../random-bytes.ts'
import type { TokenPlan } from '../time-stamp/token-plan.ts'
import type { Impostors } from './impostors.ts'
import type { TsaUnit } from './tsa-unit.ts'

/** The time-stamping unit: it settles what the token for a request will say. */
export interface Authority {
  readonly impostors: Impostors
  plan(request: TimeStampReq): TokenPlan
}

/** A unit that tells the truth. */
export function createAuthority(unit: TsaUnit, impostors: Impostors, clock: Clock, random: RandomBytes): Authority {
  return {
    impostors,
    plan({ messageImprint, nonce, certReq }) {
      const signer = unit.current()
      return {
        signer,
        messageImprint,
        nonce,
        genTime: clock.now(),
        // RFC 3161 §2.4.2: unique for this TSA, also after a crash, hence random.
        serialNumber: Buffer.from(serialNumber(random), 'hex'),
        certificates: certReq === true ? [signer.certificate, ...signer.chain] : [],
        essCertificate: signer.certificate,
        spoilSignature: false,
      }
    },
  }
}
