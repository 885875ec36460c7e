import { createHash, sign } from 'node:crypto'
import { der, digestAlgorithmIdentifier, oids, signatureAlgorithmIdentifier } from '@waarmerk/pki'
import type { TimestampAuthority } from '../src/index.ts'
import { timestampAuthority as authority } from './certificates.ts'

const { explicit, integer, objectIdentifier, octetString, sequence, setOf } = der
const attribute = (type: string, value: Uint8Array) => sequence(objectIdentifier(type), setOf(value))
const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest()

export const stampedAt = new Date('2026-11-23T10:11:14Z')

const digests = { 32: 'sha256', 48: 'sha384', 64: 'sha512' } as const

/** A TimeStampToken (RFC 3161 §2.4.2) over a SHA-2 digest. */
export const token = (imprint: Uint8Array, genTime = stampedAt): Uint8Array => {
  const content = sequence(
    integer(1),
    objectIdentifier('1.2.3.4.1'),
    sequence(digestAlgorithmIdentifier(digests[imprint.length as 32]), octetString(imprint)),
    integer(0xab),
    der.generalizedTime(genTime),
  )
  const ess = sequence(sequence(sequence(octetString(sha256(authority.certificate.der)))))
  const attributes = setOf(
    attribute(oids.contentType, objectIdentifier(oids.tstInfo)),
    attribute(oids.messageDigest, octetString(sha256(content))),
    attribute(oids.signingCertificateV2, ess),
  )
  const signerInfo = sequence(
    integer(1),
    sequence(authority.certificate.issuerDer, authority.certificate.serialNumberDer),
    digestAlgorithmIdentifier('sha256'),
    der.implicit(0, attributes),
    signatureAlgorithmIdentifier('ecdsa-sha256'),
    octetString(sign('sha256', attributes, authority.privateKey)),
  )
  const signedData = sequence(
    integer(3),
    setOf(digestAlgorithmIdentifier('sha256')),
    sequence(objectIdentifier(oids.tstInfo), explicit(0, octetString(content))),
    explicit(0, authority.certificate.der),
    setOf(signerInfo),
  )
  return sequence(objectIdentifier(oids.signedData), explicit(0, signedData))
}

/** An authority in this process. */
export const tsa: TimestampAuthority = {
  timestamp: async (imprint) => token(imprint),
  largestToken: 1500,
  probe: async () => {},
}
