import * as asn1js from 'asn1js'
import { Accuracy, TSTInfo } from 'pkijs'
import { oids } from './oids.ts'
import type { TokenPlan } from './token-plan.ts'

/** DER of the TSTInfo (RFC 3161 §2.4.2): what was seen, when, and how exactly that is known. */
export function tstInfo({ messageImprint, nonce, genTime, serialNumber }: TokenPlan): ArrayBuffer {
  const info = new TSTInfo({
    version: 1,
    policy: oids.testPolicy,
    messageImprint,
    serialNumber: new asn1js.Integer({ valueHex: serialNumber }),
    genTime,
    accuracy: new Accuracy({ seconds: 1 }),
    ...(nonce === undefined ? {} : { nonce }),
  })
  return info.toSchema().toBER()
}
