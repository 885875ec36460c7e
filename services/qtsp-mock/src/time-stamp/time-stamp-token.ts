import { createHash, webcrypto } from 'node:crypto'
import * as asn1js from 'asn1js'
import {
  Attribute,
  Certificate,
  ContentInfo,
  CryptoEngine,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs'
import { oids } from './oids.ts'
import { signingCertificateV2 } from './signing-certificate.ts'
import type { TokenPlan } from './token-plan.ts'
import { tstInfo } from './tst-info.ts'

const engine = new CryptoEngine({ name: 'node', crypto: webcrypto })

/** The constructor would split the content into a constructed OCTET STRING: valid BER, but no DER (X.690 §10.2). */
function encapsulated(content: ArrayBuffer): EncapsulatedContentInfo {
  const info = new EncapsulatedContentInfo({ eContentType: oids.ctTSTInfo })
  info.eContent = new asn1js.OctetString({ valueHex: content })
  return info
}

/** A TimeStampToken (RFC 3161 §2.4.2): SignedData over TSTInfo with one signer. */
export async function timeStampToken(plan: TokenPlan): Promise<ContentInfo> {
  const content = tstInfo(plan)
  const { issuer, serialNumber } = Certificate.fromBER(plan.signer.certificate)
  const signedData = new SignedData({
    // RFC 5652 §5.1: 3, because the content is not id-data.
    version: 3,
    encapContentInfo: encapsulated(content),
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer, serialNumber }),
        signedAttrs: signedAttributes(content, plan),
      }),
    ],
    ...(plan.certificates.length > 0 ? { certificates: plan.certificates.map((der) => Certificate.fromBER(der)) } : {}),
  })
  await signedData.sign(plan.signer.privateKey, 0, plan.signer.digest, undefined, engine)
  if (plan.spoilSignature) spoilSignature(signedData)
  return new ContentInfo({ contentType: oids.signedData, content: signedData.toSchema(true) })
}

function signedAttributes(content: ArrayBuffer, { signer, essCertificate }: TokenPlan): SignedAndUnsignedAttributes {
  const digest = createHash(signer.digest).update(new Uint8Array(content)).digest()
  const attributes = [
    attribute(oids.contentType, new asn1js.ObjectIdentifier({ value: oids.ctTSTInfo })),
    attribute(oids.messageDigest, new asn1js.OctetString({ valueHex: digest })),
    attribute(oids.signingCertificateV2, signingCertificateV2(essCertificate)),
  ]
  return new SignedAndUnsignedAttributes({ type: 0, attributes: attributes.toSorted(byEncoding) })
}

function attribute(type: string, value: asn1js.AsnType): Attribute {
  return new Attribute({ type, values: [value] })
}

// ITU-T X.690 §11.6: DER puts the members of a SET OF in the order of their encodings.
function byEncoding(a: Attribute, b: Attribute): number {
  return Buffer.compare(encoded(a), encoded(b))
}

function encoded(value: Attribute): Uint8Array {
  return new Uint8Array(value.toSchema().toBER())
}

function spoilSignature(signedData: SignedData): void {
  const [signer] = signedData.signerInfos
  if (signer === undefined) throw new TypeError('there is one signer')
  const signature = Uint8Array.from(signer.signature.valueBlock.valueHexView)
  signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1
  signer.signature = new asn1js.OctetString({ valueHex: signature })
}
