import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { issue, issueCa } from '../../test/certificates.ts'
import { hasOpenssl, withOpenssl } from '../../test/openssl.ts'
import { childrenOf, readDer } from '../der/der-reader.ts'
import * as der from '../der/der-writer.ts'
import { oids } from '../oids.ts'
import { PkiError } from '../pki-error.ts'
import * as extension from './extension-values.ts'
import { parseCertificate } from './parse-certificate.ts'

const opensslTest = hasOpenssl ? test : test.skip
const root = issueCa({
  name: 'Root',
  extensions: [extension.certificationAuthority(1), extension.keyUsage('keyCertSign')],
})
const leaf = issue({
  name: 'Zoë, "de" Ångström #1 ',
  issuer: root,
  extensions: [
    extension.keyUsage('contentCommitment'),
    extension.extendedKeyUsage([oids.documentSigning], false),
    extension.noRevocationAvailable(),
    extension.validityAssuredShortTerm(),
  ],
})

test('what a certificate states can be read', () => {
  const { certificate } = leaf
  expect(certificate).toMatchObject({
    subject: 'CN=Zoë\\, \\"de\\" Ångström #1\\ ',
    issuer: 'CN=Root',
    subjectAttributes: [{ oid: '2.5.4.3', name: 'commonName', value: 'Zoë, "de" Ångström #1 ' }],
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2027-01-01T00:00:00Z'),
    keyUsage: ['contentCommitment'],
    extendedKeyUsage: [oids.documentSigning],
    isCa: false,
    signatureAlgorithm: 'ecdsa-sha256',
    authorityKeyIdentifier: root.certificate.subjectKeyIdentifier,
  })
  expect(certificate.publicKey.asymmetricKeyType).toBe('ec')
  expect(certificate.sha256).toEqual(createHash('sha256').update(certificate.der).digest())
  expect([...certificate.criticalExtensions]).toEqual([oids.keyUsage])
  expect(certificate.extensions.get(oids.noRevAvail)).toEqual(der.nullValue())
  expect(root.certificate.basicConstraints).toEqual({ cA: true, pathLen: 1 })
})

opensslTest('openssl reads the same out of what we write, and finds nothing to object to', () => {
  withOpenssl(({ run, write }) => {
    write('leaf.der', leaf.certificate.der)
    const text = run('x509', '-inform', 'DER', '-in', 'leaf.der', '-noout', '-text', '-nameopt', 'utf8')
    expect(text).toMatch(/Version: 3 /)
    expect(text).toMatch(/X509v3 Key Usage: critical\s+Non Repudiation\n/)
    expect(text).toContain('1.3.6.1.5.5.7.3.36')
    expect(text).toContain('Not After : Jan  1 00:00:00 2027 GMT')
    expect(run('x509', '-inform', 'DER', '-in', 'leaf.der', '-noout', '-serial').trim()).toBe(
      `serial=${leaf.certificate.serialNumber}`,
    )
    expect(() => run('asn1parse', '-inform', 'DER', '-in', 'leaf.der')).not.toThrow()
  })
})

opensslTest('certificates that openssl made are read: older names, many kinds of key', () => {
  withOpenssl(({ run, read }) => {
    const kinds = [
      ['rsa-sha256', '-newkey', 'rsa:2048', '-sha256'],
      [
        'rsa-pss-sha384',
        '-newkey',
        'rsa:2048',
        '-sha384',
        '-sigopt',
        'rsa_padding_mode:pss',
        '-sigopt',
        'rsa_pss_saltlen:-1',
      ],
      ['ecdsa-sha512', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:secp521r1', '-sha512'],
      ['ed25519', '-newkey', 'ed25519'],
      [undefined, '-newkey', 'rsa:2048', '-sha1'],
    ] as const
    for (const [algorithm, ...options] of kinds) {
      run(
        'req',
        '-x509',
        ...options,
        '-nodes',
        '-keyout',
        'k.pem',
        '-out',
        'c.der',
        '-outform',
        'DER',
        '-subj',
        '/C=NL/O=Gemeente/CN=x',
        '-utf8',
      )
      const certificate = parseCertificate(read('c.der'))
      expect(certificate).toMatchObject({ signatureAlgorithm: algorithm, subject: 'CN=x,O=Gemeente,C=NL', isCa: true })
    }
  })
})

const rewrite = (change: (fields: Uint8Array[], outer: Uint8Array[]) => void): Uint8Array => {
  const outer = childrenOf(readDer(leaf.certificate.der), 0x30).map((element) => element.der)
  const fields = childrenOf(readDer(leaf.certificate.tbsCertificate), 0x30).map((element) => element.der)
  change(fields, outer)
  outer[0] = der.sequence(...fields)
  return der.sequence(...outer)
}
const extensions = (...list: Uint8Array[]) => der.explicit(3, der.sequence(...list))
const oneExtension = (oid: string, value: Uint8Array) => der.sequence(der.objectIdentifier(oid), der.octetString(value))

test.each([
  ['nothing at all', new Uint8Array()],
  ['a number', der.integer(1)],
  [
    'PEM',
    Buffer.from(
      `-----BEGIN CERTIFICATE-----\n${Buffer.from(leaf.certificate.der).toString('base64')}\n-----END CERTIFICATE-----\n`,
    ),
  ],
  ['bytes after the certificate', der.concat([leaf.certificate.der, Uint8Array.of(0)])],
  [
    'two signature algorithms',
    rewrite((fields) => (fields[2] = der.sequence(der.objectIdentifier('1.2.840.10045.4.3.3')))),
  ],
  ['extensions in version 1', rewrite((fields) => fields.shift())],
  [
    'the same extension twice',
    rewrite(
      (fields) =>
        (fields[7] = extensions(oneExtension('1.2.3', der.nullValue()), oneExtension('1.2.3', der.nullValue()))),
    ),
  ],
  [
    '65 extensions',
    rewrite(
      (fields) =>
        (fields[7] = extensions(...Array.from({ length: 65 }, (_, i) => oneExtension(`1.2.${i}`, der.nullValue())))),
    ),
  ],
  [
    'a malformed key usage',
    rewrite((fields) => (fields[7] = extensions(oneExtension(oids.keyUsage, der.nullValue())))),
  ],
  [
    'a path length without being a CA',
    rewrite((fields) => (fields[7] = extensions(oneExtension(oids.basicConstraints, der.sequence(der.integer(1)))))),
  ],
  [
    'a malformed key identifier',
    rewrite((fields) => (fields[7] = extensions(oneExtension(oids.subjectKeyIdentifier, der.nullValue())))),
  ],
  [
    'an absurd time',
    rewrite(
      (fields) => (fields[4] = der.sequence(der.element(0x17, Buffer.from('269901000000Z')), der.time(new Date()))),
    ),
  ],
])('a certificate is refused: %s', (_what, bytes) => {
  expect(() => parseCertificate(bytes)).toThrow(
    expect.objectContaining({ code: 'ERR_PKI_CERTIFICATE_INVALID', kind: 'caller' }),
  )
})

test('a certificate is refused: larger than 64 KiB', () => {
  expect(() => parseCertificate(new Uint8Array(65_537))).toThrow(
    expect.objectContaining({ code: 'ERR_PKI_CERTIFICATE_TOO_LARGE' }),
  )
})

test('a certificate cut short anywhere is refused', () => {
  for (let size = 0; size < leaf.certificate.der.length; size++) {
    expect(() => parseCertificate(leaf.certificate.der.subarray(0, size))).toThrow(PkiError)
  }
})

test('a certificate with changed bytes is read or refused by code, never a crash', () => {
  const { der: bytes } = leaf.certificate
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      (changes) => {
        const changed = bytes.slice()
        for (const [at, value] of changes) changed[at] = value
        try {
          expect(parseCertificate(changed).publicKey).toBeDefined()
        } catch (error) {
          expect(error).toBeInstanceOf(PkiError)
        }
      },
    ),
    { numRuns: 1000 },
  )
})
