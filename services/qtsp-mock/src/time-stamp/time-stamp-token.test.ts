import { randomBytes } from 'node:crypto'
import { expect, test } from '@jest/globals'
import * as asn1js from 'asn1js'
import { AlgorithmIdentifier, MessageImprint, SignedData, TSTInfo } from 'pkijs'
import { createCertificateAuthorities } from '../authority/certificate-authorities.ts'
import { createKeyPair } from '../authority/key-pair.ts'
import { createQtspKeys } from '../authority/qtsp-keys.ts'
import { issueTsa } from '../authority/tsa-unit.ts'
import { createClock } from '../clock.ts'
import { oids } from './oids.ts'
import { timeStampToken } from './time-stamp-token.ts'

async function token() {
  const { root } = await createCertificateAuthorities(await createQtspKeys(), 'http://127.0.0.1:4300', randomBytes)
  const signer = await issueTsa(
    { keys: await createKeyPair('p-256'), algorithm: 'p-256' },
    { issuer: root, clock: createClock(() => new Date()), commonName: 'Waarmerk TEST TSA' },
  )
  const hashedMessage = new asn1js.OctetString({ valueHex: new Uint8Array(32).fill(7) })
  const content = await timeStampToken({
    signer,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: '2.16.840.1.101.3.4.2.1' }),
      hashedMessage,
    }),
    nonce: new asn1js.Integer({ valueHex: Uint8Array.of(0x00, 0xff, 0x01) }),
    genTime: new Date('2026-11-23T10:00:00Z'),
    serialNumber: new Uint8Array(16).fill(0x41),
    certificates: [signer.certificate, ...signer.chain],
    essCertificate: signer.certificate,
    spoilSignature: false,
  })
  const der = new Uint8Array(content.toSchema().toBER())
  return { signer, der, signedData: new SignedData({ schema: content.content }) }
}

test('the signed attributes are the three that a time stamp needs, in the order of DER', async () => {
  const { signedData } = await token()
  const attributes = signedData.signerInfos[0]?.signedAttrs?.attributes ?? []
  expect(attributes.map(({ type }) => type).sort()).toEqual(
    [oids.contentType, oids.messageDigest, oids.signingCertificateV2].sort(),
  )
  const encodings = attributes.map((attribute) => Buffer.from(attribute.toSchema().toBER()))
  expect(encodings).toEqual(encodings.toSorted(Buffer.compare))
})

test('the certificates inside are byte for byte the ones given', async () => {
  const { signer, der } = await token()
  for (const certificate of [signer.certificate, ...signer.chain]) {
    expect(Buffer.from(der).includes(Buffer.from(certificate))).toBe(true)
  }
})

test('genTime has no fraction, and the nonce is echoed with its leading zero', async () => {
  const { signedData } = await token()
  const content = signedData.encapContentInfo.eContent?.getValue() ?? new ArrayBuffer(0)
  expect(Buffer.from(content).includes('20261123100000Z')).toBe(true)
  expect(Buffer.from(content).includes(Buffer.of(0x02, 0x03, 0x00, 0xff, 0x01))).toBe(true)
  expect(TSTInfo.fromBER(content)).toMatchObject({ version: 1, policy: oids.testPolicy })
})
