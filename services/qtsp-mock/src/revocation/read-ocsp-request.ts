import * as asn1js from 'asn1js'
import { type CertID, OCSPRequest } from 'pkijs'

/** id-pkix-ocsp-nonce (RFC 9654 §2.1). */
export const nonceOid = '1.3.6.1.5.5.7.48.1.2'

const longestNonce = 128
const mostCertificates = 20

/** What an OCSP request asks. */
export interface OcspQuestion {
  readonly certIds: readonly CertID[]
  /** The extension value, DER of an OCTET STRING. */
  readonly nonce: Uint8Array | undefined
}

/** Reads an OCSPRequest (RFC 6960 §4.1.1); `undefined` when it is malformed. A signature on it is not looked at. */
export function readOcspRequest(der: Uint8Array): OcspQuestion | undefined {
  const request = parse(der)
  if (request === undefined) return
  const { requestList, requestExtensions = [] } = request.tbsRequest
  const nonce = requestExtensions.find(({ extnID }) => extnID === nonceOid)?.extnValue.valueBlock.valueHexView
  // A nonce is an OCTET STRING in an OCTET STRING: two bytes of tag and length, at most three (RFC 9654 §2.1).
  if (requestList.length === 0 || requestList.length > mostCertificates) return
  if (nonce !== undefined && nonce.length > longestNonce + 3) return
  return { certIds: requestList.map(({ reqCert }) => reqCert), nonce }
}

function parse(der: Uint8Array): OCSPRequest | undefined {
  try {
    const { offset, result } = asn1js.fromBER(der)
    return offset === der.length ? new OCSPRequest({ schema: result }) : undefined
  } catch {
    // Whatever the parser stumbled over, the request is no OCSPRequest.
    return undefined
  }
}
