import { Certificate, ContentInfo, EncapsulatedContentInfo, SignedData } from 'pkijs'

/** DER of a "certs-only" SignedData (RFC 5652 §5, RFC 5280 §4.2.2.1): what some authorities serve instead of one certificate. */
export function certsOnly(certificates: readonly Uint8Array[]): Uint8Array {
  const signedData = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: '1.2.840.113549.1.7.1' }),
    certificates: certificates.map((der) => Certificate.fromBER(der)),
  })
  const content = new ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: signedData.toSchema(true) })
  return new Uint8Array(content.toSchema().toBER())
}
