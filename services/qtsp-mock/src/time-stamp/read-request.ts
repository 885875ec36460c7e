import * as asn1js from 'asn1js'
import { TimeStampReq } from 'pkijs'
import { imprintDigests, oids } from './oids.ts'
import { TimeStampRefusal } from './time-stamp-refusal.ts'

const longestNonce = 32

/**
 * Reads a TimeStampReq (RFC 3161 §2.4.1) and refuses what this authority does not stamp.
 *
 * @throws TimeStampRefusal with the failure that RFC 3161 §2.4.2 names for it
 */
export function readRequest(der: Uint8Array): TimeStampReq {
  const request = parse(der)
  if (request.version !== 1) throw new TimeStampRefusal('badRequest', 'version is not 1')
  const { hashAlgorithm, hashedMessage } = request.messageImprint
  const length = imprintDigests.get(hashAlgorithm.algorithmId)
  if (length === undefined) throw new TimeStampRefusal('badAlg', 'the imprint is not made with SHA-256, -384 or -512')
  if (hashedMessage.valueBlock.valueHexView.length !== length) {
    throw new TimeStampRefusal('badDataFormat', 'the imprint has not the length of its digest')
  }
  if (request.reqPolicy !== undefined && request.reqPolicy !== oids.testPolicy) {
    throw new TimeStampRefusal('unacceptedPolicy', 'another policy was asked for')
  }
  if (request.extensions !== undefined) throw new TimeStampRefusal('unacceptedExtension', 'no extension is supported')
  if ((request.nonce?.valueBlock.valueHexView.length ?? 0) > longestNonce) {
    throw new TimeStampRefusal('badRequest', 'the nonce is longer than 32 bytes')
  }
  return request
}

function parse(der: Uint8Array): TimeStampReq {
  try {
    const { offset, result } = asn1js.fromBER(der)
    if (offset === der.length) return new TimeStampReq({ schema: result })
  } catch {
    // Answered below: whatever the parser stumbled over, the request is no TimeStampReq.
  }
  throw new TimeStampRefusal('badDataFormat', 'the request is not one DER TimeStampReq')
}
