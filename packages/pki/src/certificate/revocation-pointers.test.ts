import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { issue, issueCa } from '../../test/certificates.ts'
import { explicit, implicit, nullValue, objectIdentifier, octetString, sequence } from '../der/der-writer.ts'
import { oids } from '../oids.ts'
import { PkiError } from '../pki-error.ts'
import { noRevocationAvailable, validityAssuredShortTerm } from './extension-values.ts'
import type { Extension } from './extensions.ts'
import { parseRevocationPointers } from './revocation-pointers.ts'

const uri = (url: string) => implicit(6, octetString(Buffer.from(url, 'latin1')))
const plain = (oid: string, value: Uint8Array): Extension => ({ oid, critical: false, value })
const access = (...entries: readonly (readonly [string, string])[]) =>
  plain(
    oids.authorityInfoAccess,
    sequence(...entries.map(([method, url]) => sequence(objectIdentifier(method), uri(url)))),
  )
const points = (...list: readonly Uint8Array[]) => plain(oids.crlDistributionPoints, sequence(...list))
const point = (...urls: readonly string[]) => explicit(0, explicit(0, ...urls.map(uri)))
const certificate = (...extensions: Extension[]) => issue({ name: 'Anna', extensions }).certificate
const reasons = Uint8Array.of(0x81, 2, 5, 0x60)

test('a certificate says where its issuer and its state can be asked for', () => {
  const found = certificate(
    access(
      [oids.ocsp, 'http://ocsp.example/a'],
      [oids.caIssuers, 'https://ca.example/ca.cer'],
      [oids.ocsp, 'http://b/'],
    ),
    points(sequence(point('ldap://x/', 'http://crl.example/1')), sequence(point('HTTP://crl/2'))),
    plain(oids.ocspNoCheck, nullValue()),
  )
  expect(found).toMatchObject({
    ocspUrls: ['http://ocsp.example/a', 'http://b/'],
    caIssuerUrls: ['https://ca.example/ca.cer'],
    crlUrls: ['http://crl.example/1', 'HTTP://crl/2'],
    hasOcspNoCheck: true,
    needsNoRevocation: false,
  })
})

test('one that says nothing has nothing', () => {
  const { ocspUrls, caIssuerUrls, crlUrls, hasOcspNoCheck } = certificate()
  expect([ocspUrls, caIssuerUrls, crlUrls, hasOcspNoCheck]).toEqual([[], [], [], false])
})

test('what cannot be asked over HTTP, or is absurd, is passed over', () => {
  const urls = [
    'ldap://x/',
    'file:///etc/passwd',
    'http://',
    'http://a b/',
    'http://\xe9/',
    `http://${'a'.repeat(2048)}/`,
    '',
  ]
  expect(certificate(access(...urls.map((url) => [oids.ocsp, url] as const))).ocspUrls).toEqual([])
  const many = Array.from({ length: 20 }, (_, i) => `http://crl/${i}`)
  expect(certificate(points(sequence(point(...many)))).crlUrls).toEqual(many.slice(0, 8))
})

test('lists for some reasons, by other issuers or under relative names are passed over', () => {
  const relative = sequence(explicit(0, explicit(1, nullValue())))
  const someone = explicit(2, uri('http://someone/'))
  const list = [
    sequence(point('http://a/'), reasons),
    sequence(point('http://b/'), someone),
    relative,
    sequence(someone),
  ]
  expect(certificate(points(...list)).crlUrls).toEqual([])
})

test('what is never revoked needs no proof that it was not; a CA always does, and who contradicts himself', () => {
  expect(certificate(noRevocationAvailable()).needsNoRevocation).toBe(true)
  expect(certificate(validityAssuredShortTerm()).needsNoRevocation).toBe(true)
  expect(certificate(noRevocationAvailable(), access([oids.ocsp, 'http://ocsp/'])).needsNoRevocation).toBe(false)
  expect(certificate(noRevocationAvailable(), points(sequence(point('http://crl/')))).needsNoRevocation).toBe(false)
  const { extensions } = certificate(noRevocationAvailable(), validityAssuredShortTerm())
  expect(parseRevocationPointers(extensions, true).needsNoRevocation).toBe(false)
  expect(issueCa({ name: 'CA' }).certificate.needsNoRevocation).toBe(false)
})

test.each([
  ['an access description that is none', () => certificate(plain(oids.authorityInfoAccess, sequence(nullValue())))],
  ['a distribution point that is none', () => certificate(points(nullValue()))],
  ['distribution points that are no DER', () => certificate(plain(oids.crlDistributionPoints, Uint8Array.of(0x30, 9)))],
])('a certificate is refused with %s', (_what, make) => {
  expect(make).toThrow(expect.objectContaining({ code: 'ERR_PKI_CERTIFICATE_INVALID', kind: 'caller' }))
})

test('arbitrary bytes are read or refused by code, never a crash', () => {
  const value = fc.oneof(
    fc.uint8Array({ maxLength: 64 }),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => sequence(sequence(bytes))),
  )
  fc.assert(
    fc.property(value, fc.constantFrom(oids.authorityInfoAccess, oids.crlDistributionPoints), (bytes, oid) => {
      try {
        parseRevocationPointers(new Map([[oid, bytes]]), false)
      } catch (error) {
        expect(error).toBeInstanceOf(PkiError)
      }
    }),
    { numRuns: 2000 },
  )
})
