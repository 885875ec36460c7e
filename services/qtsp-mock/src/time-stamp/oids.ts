/** Object identifiers of the protocol; the names are those of the RFCs. */
export const oids = {
  /** RFC 5652 §5.1 */
  signedData: '1.2.840.113549.1.7.2',
  /** RFC 5652 §11.1, §11.2 */
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  /** RFC 3161 §2.4.2 */
  ctTSTInfo: '1.2.840.113549.1.9.16.1.4',
  /** RFC 5816 */
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  /** Policy of this double: the arc that ITU-T X.660 keeps for examples, then the number of the RFC. */
  testPolicy: '2.999.3161.1',
} as const

/** Digests that a message imprint may be made with, with their length in bytes. */
export const imprintDigests: ReadonlyMap<string, number> = new Map([
  ['2.16.840.1.101.3.4.2.1', 32],
  ['2.16.840.1.101.3.4.2.2', 48],
  ['2.16.840.1.101.3.4.2.3', 64],
])
