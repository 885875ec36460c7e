import { webcrypto } from 'node:crypto'
import * as asn1js from 'asn1js'
import {
  BasicOCSPResponse,
  Certificate,
  CryptoEngine,
  Extension,
  OCSPResponse,
  ResponseBytes,
  ResponseData,
  SingleResponse,
} from 'pkijs'
import type { CertStatus, OcspPlan, SingleAnswer } from './ocsp-plan.ts'
import { nonceOid } from './read-ocsp-request.ts'
import { revocationReasons } from './revocations.ts'

const engine = new CryptoEngine({ name: 'node', crypto: webcrypto })

/** id-pkix-ocsp-basic and id-pkix-ocsp-archive-cutoff (RFC 6960 §4.2.1, §4.4.4). */
const basicOid = '1.3.6.1.5.5.7.48.1.1'
const archiveCutoffOid = '1.3.6.1.5.5.7.48.1.6'

/** OCSPResponseStatus of an answer that says nothing (RFC 6960 §2.3). */
export const ocspErrors = { malformedRequest: 1, internalError: 2, tryLater: 3, unauthorized: 6 } as const

/** DER of an OCSPResponse that only says why there is no answer. */
export function ocspError(status: keyof typeof ocspErrors): Uint8Array {
  return der(new OCSPResponse({ responseStatus: new asn1js.Enumerated({ value: ocspErrors[status] }) }).toSchema())
}

/** DER of an OCSPResponse with a signed basic response (RFC 6960 §4.2.1). */
export async function ocspResponse(plan: OcspPlan): Promise<Uint8Array> {
  const { signer, nonce, producedAt } = plan
  const basic = new BasicOCSPResponse({
    tbsResponseData: new ResponseData({
      responderID: Certificate.fromBER(signer.certificate).subject,
      producedAt,
      responses: plan.answers.map((answer) => singleResponse(answer, plan)),
      ...(nonce === undefined ? {} : { responseExtensions: [extension(nonceOid, nonce)] }),
    }),
    ...(plan.certificates.length > 0 ? { certs: plan.certificates.map((der) => Certificate.fromBER(der)) } : {}),
  })
  await basic.sign(signer.privateKey, signer.digest, engine)
  if (plan.spoilSignature) spoilSignature(basic)
  const response = new asn1js.OctetString({ valueHex: basic.toSchema().toBER() })
  return der(
    new OCSPResponse({
      responseStatus: new asn1js.Enumerated({ value: 0 }),
      responseBytes: new ResponseBytes({ responseType: basicOid, response }),
    }).toSchema(),
  )
}

function singleResponse({ certId, status }: SingleAnswer, plan: OcspPlan): SingleResponse {
  const cutoff = new asn1js.GeneralizedTime({ valueDate: plan.archiveCutoff })
  return new SingleResponse({
    certID: certId,
    certStatus: certStatus(status),
    thisUpdate: plan.thisUpdate,
    nextUpdate: plan.nextUpdate,
    singleExtensions: [extension(archiveCutoffOid, der(cutoff))],
  })
}

/** CertStatus ::= CHOICE { good [0] NULL, revoked [1] RevokedInfo, unknown [2] NULL }, tagged implicitly. */
function certStatus(status: CertStatus): asn1js.AsnType {
  if (status === 'good') return new asn1js.Primitive({ idBlock: { tagClass: 3, tagNumber: 0 } })
  if (status === 'unknown') return new asn1js.Primitive({ idBlock: { tagClass: 3, tagNumber: 2 } })
  const reason = new asn1js.Enumerated({ value: revocationReasons[status.reason] })
  // RFC 5280 §5.3.1: the reason "unspecified" is left out.
  const given = status.reason === 'unspecified' ? [] : [explicit(0, reason)]
  return new asn1js.Constructed({
    idBlock: { tagClass: 3, tagNumber: 1 },
    value: [new asn1js.GeneralizedTime({ valueDate: status.at }), ...given],
  })
}

function explicit(tagNumber: number, value: asn1js.AsnType): asn1js.Constructed {
  return new asn1js.Constructed({ idBlock: { tagClass: 3, tagNumber }, value: [value] })
}

function extension(extnID: string, extnValue: Uint8Array): Extension {
  return new Extension({ extnID, critical: false, extnValue: Uint8Array.from(extnValue).buffer })
}

function der(value: asn1js.AsnType): Uint8Array {
  return new Uint8Array(value.toBER())
}

function spoilSignature(basic: BasicOCSPResponse): void {
  const signature = Uint8Array.from(basic.signature.valueBlock.valueHexView)
  signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1
  basic.signature = new asn1js.BitString({ valueHex: signature })
}
