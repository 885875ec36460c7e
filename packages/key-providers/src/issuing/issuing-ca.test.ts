import { createHash } from 'node:crypto'
import { beforeAll, expect, test } from '@jest/globals'
import { oids, parseCertificate, readAuthenticationContext, validatePath } from '@waarmerk/pki'
import { createOneTimeKey } from '../software/one-time-key.ts'
import {
  type CertificateAuthority,
  createCertificateAuthority,
  issueOrganisationCertificate,
} from './certificate-authority.ts'
import { createIssuingCa, type IssuingCa } from './issuing-ca.ts'

const organisation = 'TEST – niet rechtsgeldig'
const at = (minutes: number) => new Date(Date.UTC(2026, 10, 23, 12, minutes))
const digest = createHash('sha256').update('x').digest('base64url')
const context = { commitment: digest, issuer: 'https://op.example', acr: 'urn:x', manifest: digest }

let authority: CertificateAuthority
let ca: IssuingCa
beforeAll(async () => {
  authority = await createCertificateAuthority({
    organisation,
    commonName: 'Waarmerk TEST CA',
    notBefore: new Date(Date.UTC(2026, 0, 1)),
    notAfter: new Date(Date.UTC(2027, 0, 1)),
  })
  ca = createIssuingCa({ chain: [authority.certificate], privateKey: authority.privateKey, organisation })
})

const issue = (name: { given: string | null; family: string }) =>
  ca.issueOneTimeCertificate({
    publicKey: createOneTimeKey().publicKey,
    name,
    subjectSerialNumber: '00ff',
    notBefore: at(0),
    notAfter: at(12),
    authenticationContext: context,
  })

test('a one-time certificate states the name as committed, TEST, and what the login was; a path leads to the authority', async () => {
  const [der = new Uint8Array()] = await issue({ given: 'Anna', family: 'de Vries' })
  const certificate = parseCertificate(der)
  const subject = Object.fromEntries(certificate.subjectAttributes.map(({ name, value }) => [name, value]))
  expect(subject).toEqual({
    countryName: 'NL',
    organizationName: organisation,
    givenName: 'Anna',
    surname: 'de Vries',
    serialNumber: '00ff',
    commonName: 'Anna de Vries',
  })
  expect(certificate.keyUsage).toEqual(['contentCommitment'])
  expect(certificate.extendedKeyUsage).toEqual([oids.documentSigning])
  expect([...certificate.extensions.keys()]).toEqual(
    expect.arrayContaining([oids.validityAssuredShortTerm, oids.noRevAvail, oids.authenticationContexts]),
  )
  expect(readAuthenticationContext(certificate)).toEqual(context)
  expect([certificate.notBefore, certificate.notAfter]).toEqual([at(0), at(12)])
  const trustAnchors = [parseCertificate(authority.certificate)]
  expect(() => validatePath({ certificate, intermediates: [], trustAnchors, at: at(5) })).not.toThrow()
  expect(() => validatePath({ certificate, intermediates: [], trustAnchors, at: at(13) })).toThrow()
})

test('a name too long for a common name is cut there, and whole in given name and surname', async () => {
  const name = { given: "Fātima-Zahrā' Ŷasmîne", family: 'van der Meûlen-El Ḥaddādī Benčekroûn-Łukaszewska' }
  const [der = new Uint8Array()] = await issue(name)
  const { subjectAttributes } = parseCertificate(der)
  const value = (wanted: string) => subjectAttributes.find((attribute) => attribute.name === wanted)?.value
  expect([value('givenName'), value('surname')]).toEqual([name.given, name.family])
  expect([...(value('commonName') ?? '')]).toHaveLength(64)
})

test('someone with one name has a surname only', async () => {
  const [der = new Uint8Array()] = await issue({ given: null, family: 'Suharto' })
  const names = parseCertificate(der).subjectAttributes.map(({ name }) => name)
  expect(names).not.toContain('givenName')
})

test('no certificate of this template is larger than the worst case', async () => {
  const worst = await ca.worstCaseCertificates()
  const real = await issue({ given: 'Ł'.repeat(200), family: 'Ł'.repeat(200) })
  const size = (chain: readonly Uint8Array[]) => chain.reduce((sum, der) => sum + der.length, 0)
  expect(size(worst)).toBeGreaterThan(size(real))
})

test('a certificate that would outlive its authority is not issued', async () => {
  const request = ca.issueOneTimeCertificate({
    publicKey: createOneTimeKey().publicKey,
    name: { given: null, family: 'X' },
    subjectSerialNumber: '1',
    notBefore: at(0),
    notAfter: new Date(Date.UTC(2028, 0, 1)),
    authenticationContext: context,
  })
  await expect(request).rejects.toMatchObject({ code: 'ERR_KEY_CERTIFICATE_REQUEST' })
})

test('an organisation’s sealing certificate chains to the authority', () => {
  const der = issueOrganisationCertificate(authority, {
    publicKey: createOneTimeKey().publicKey,
    organisation,
    commonName: 'Waarmerk TEST zegel',
    notBefore: at(0),
    notAfter: at(12),
  })
  const trustAnchors = [parseCertificate(authority.certificate)]
  expect(() =>
    validatePath({ certificate: parseCertificate(der), intermediates: [], trustAnchors, at: at(1) }),
  ).not.toThrow()
})
