import { expect, test } from '@jest/globals'
import { issue } from '../../test/certificates.ts'
import { tbsCertificate } from './write-certificate.ts'

const { certificate } = issue({ name: 'x' })
const fields = {
  issuer: certificate.issuerDer,
  subject: certificate.subjectDer,
  notBefore: certificate.notBefore,
  notAfter: certificate.notAfter,
  publicKey: certificate.publicKeyDer,
  extensions: [],
  algorithm: 'ecdsa-sha256',
} as const

test('a serial number outside RFC 5280 is never written', () => {
  const write = (serialNumber: Uint8Array) => () => tbsCertificate({ ...fields, serialNumber })
  expect(write(new Uint8Array())).toThrow(RangeError)
  expect(write(new Uint8Array(20))).toThrow(RangeError)
  expect(write(new Uint8Array(20).fill(0xff))).toThrow(RangeError)
  expect(write(new Uint8Array(20).fill(0x7f))).not.toThrow()
})
