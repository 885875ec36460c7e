import * as asn1js from 'asn1js'
import type { ContentInfo } from 'pkijs'
import { type Failure, failureBits } from './time-stamp-refusal.ts'

/** PKIStatus (RFC 3161 §2.4.2). */
const granted = 0
const rejection = 2

/** DER of a TimeStampResp that carries a token. */
export function grantedResponse(token: ContentInfo): Uint8Array {
  return encode(sequence(new asn1js.Integer({ value: granted })), token.toSchema())
}

/** DER of a TimeStampResp that says why there is no token. */
export function rejectedResponse(failure: Failure, reason: string): Uint8Array {
  const status = new asn1js.Integer({ value: rejection })
  const statusString = sequence(new asn1js.Utf8String({ value: reason }))
  return encode(sequence(status, statusString, namedBit(failureBits[failure])))
}

// ITU-T X.690 §11.2.2: a named bit list has no trailing zero bits.
function namedBit(bit: number): asn1js.BitString {
  const bytes = new Uint8Array(Math.floor(bit / 8) + 1)
  bytes[bytes.length - 1] = 0x80 >> (bit % 8)
  return new asn1js.BitString({ valueHex: bytes, unusedBits: 7 - (bit % 8) })
}

function encode(...value: asn1js.AsnType[]): Uint8Array {
  return new Uint8Array(sequence(...value).toBER())
}

function sequence(...value: asn1js.AsnType[]): asn1js.Sequence {
  return new asn1js.Sequence({ value })
}
