import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { oids, parseCertificate, readAuthenticationContext, toPem, validatePath } from '@waarmerk/pki'
import { createOneTimeKey } from '../one-time-key/one-time-key.ts'
import { createCertificateAuthority } from './certificate-authority.ts'
import { createIssuingCa } from './issuing-ca.ts'
import { testOrganisation } from './one-time-subject.ts'

const opensslTest = spawnSync('openssl', ['version']).status === 0 ? test : test.skip
const validity = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2036-01-01T00:00:00Z') }
const organisation = testOrganisation
const root = await createCertificateAuthority({
  organisation,
  commonName: 'Root',
  country: 'NL',
  pathLen: 1,
  ...validity,
})
const issuing = await createCertificateAuthority({
  organisation,
  commonName: 'Issuing',
  country: 'NL',
  issuer: root,
  ...validity,
})
const chain = [issuing.certificate, root.certificate]
const ca = createIssuingCa({ chain, privateKey: issuing.privateKey, organisation })

const { publicKey } = createOneTimeKey()
const hash = Buffer.alloc(32, 9).toString('base64url')
const authenticationContext = {
  commitment: hash,
  manifest: hash,
  issuer: 'http://127.0.0.1:4200',
  acr: 'urn:acr:substantial',
}
const at = new Date('2026-11-23T10:00:30Z')
const request = {
  publicKey,
  givenName: 'Anna Maria',
  surname: 'de Ångström',
  notBefore: new Date('2026-11-23T10:00:00.900Z'),
  notAfter: new Date('2026-11-23T10:12:00Z'),
  authenticationContext,
}

test('a one-time certificate names the person as committed, for a few minutes, for signing documents only', async () => {
  const [leaf, ...rest] = await ca.issueOneTimeCertificate(request)
  expect(rest).toEqual(chain)
  const certificate = parseCertificate(leaf ?? new Uint8Array())
  expect(certificate.subjectAttributes.map(({ name, value }) => [name, value])).toEqual([
    ['countryName', 'NL'],
    ['organizationName', 'TEST – niet rechtsgeldig'],
    ['givenName', 'Anna Maria'],
    ['surname', 'de Ångström'],
    ['commonName', 'Anna Maria de Ångström'],
    ['serialNumber', expect.stringMatching(/^[0-9a-f]{32}$/)],
  ])
  expect(certificate).toMatchObject({
    notBefore: new Date('2026-11-23T10:00:00Z'),
    notAfter: request.notAfter,
    keyUsage: ['contentCommitment'],
    extendedKeyUsage: ['1.3.6.1.5.5.7.3.36'],
    isCa: false,
  })
  expect(certificate.serialNumber).toMatch(/^[4-7][0-9A-F]{39}$/)
  expect([...certificate.criticalExtensions]).toEqual([oids.keyUsage])
  expect([...certificate.extensions.keys()]).toEqual(
    expect.arrayContaining(['2.5.29.56', '0.4.0.194121.2.1', '2.5.29.35', '2.5.29.14']),
  )
  expect(readAuthenticationContext(certificate)).toEqual(authenticationContext)
  expect(certificate.publicKey.equals(publicKey)).toBe(true)
})

test('its chain is valid while it lives, and not a moment longer', async () => {
  const [leaf, ...rest] = (await ca.issueOneTimeCertificate(request)).map(parseCertificate)
  if (leaf === undefined) throw new Error('no leaf')
  const validate = (when: Date) =>
    validatePath({
      certificate: leaf,
      intermediates: rest,
      trustAnchors: [parseCertificate(root.certificate)],
      at: when,
      extendedKeyUsage: oids.documentSigning,
      keyUsage: ['contentCommitment'],
    })
  expect(validate(at).certificates).toHaveLength(3)
  expect(() => validate(new Date('2026-11-23T10:12:01Z'))).toThrow(expect.objectContaining({ code: 'ERR_PKI_EXPIRED' }))
})

opensslTest('openssl accepts the chain with all its strictness, and reads our extensions', async () => {
  const [leaf = new Uint8Array()] = await ca.issueOneTimeCertificate(request)
  const cwd = mkdtempSync(join(tmpdir(), 'waarmerk-ca-'))
  try {
    for (const [name, der] of Object.entries({ leaf, issuing: issuing.certificate, root: root.certificate })) {
      writeFileSync(join(cwd, name), toPem(der))
    }
    const run = (...args: string[]) => spawnSync('openssl', args, { cwd, encoding: 'utf8' })
    const time = String(at.getTime() / 1000)
    const verified = run(
      'verify',
      '-x509_strict',
      '-check_ss_sig',
      '-attime',
      time,
      '-CAfile',
      'root',
      '-untrusted',
      'issuing',
      'leaf',
    )
    expect(verified).toMatchObject({ stdout: 'leaf: OK\n', status: 0 })
    const { stdout } = run('x509', '-in', 'leaf', '-noout', '-text', '-nameopt', 'utf8')
    expect(stdout).toMatch(/X509v3 Key Usage: critical\s+Non Repudiation\n/)
    expect(stdout).toContain('1.2.752.201.5.1')
    expect(stdout).toContain(hash)
    expect(run('asn1parse', '-in', 'leaf').stdout).toMatch(/OBJECT +:2\.5\.29\.56|No Revocation Available/)
  } finally {
    rmSync(cwd, { recursive: true })
  }
})

test('someone with a single name has no given name', async () => {
  for (const givenName of [null, undefined]) {
    const [leaf] = await ca.issueOneTimeCertificate({
      ...request,
      surname: 'Sukarno',
      ...(givenName === null && { givenName }),
      ...(givenName === undefined && { givenName: null }),
    })
    expect(parseCertificate(leaf ?? new Uint8Array()).subject).toMatch(
      /^serialNumber=[0-9a-f]+,CN=Sukarno,SN=Sukarno,O=/,
    )
  }
})

test('in production a citizen acts for no organisation', async () => {
  const production = createIssuingCa({ chain, privateKey: issuing.privateKey })
  const [leaf] = await production.issueOneTimeCertificate(request)
  expect(parseCertificate(leaf ?? new Uint8Array()).subject).not.toContain('O=')
})

test('two certificates for one person have nothing in common but the name', async () => {
  const read = async () => parseCertificate((await ca.issueOneTimeCertificate(request))[0] ?? new Uint8Array())
  const [a, b] = [await read(), await read()]
  expect(a.serialNumber).not.toBe(b.serialNumber)
  expect(a.subject).not.toBe(b.subject)
})

test('the same randomness gives the same to-be-signed certificate; a serial number can be given', async () => {
  const fixed = createIssuingCa({
    chain,
    privateKey: issuing.privateKey,
    randomBytes: (size) => new Uint8Array(size).fill(0xff),
  })
  const read = async (more = {}) =>
    parseCertificate((await fixed.issueOneTimeCertificate({ ...request, ...more }))[0] ?? new Uint8Array())
  expect((await read()).tbsCertificate).toEqual((await read()).tbsCertificate)
  expect((await read()).serialNumber).toBe(`7F${'FF'.repeat(19)}`)
  expect((await read({ serialNumber: Uint8Array.of(7) })).serialNumber).toBe('07')
})

test('no request makes a larger answer than the worst case', async () => {
  const size = (certificates: Uint8Array[]) => certificates.reduce((sum, { length }) => sum + length, 0)
  const worst = size(await ca.worstCaseCertificates())
  const long = 'ł'.repeat(200)
  const texts = { issuer: `https://${'i'.repeat(504)}`, acr: 'a'.repeat(512) }
  const largest = size(
    await ca.issueOneTimeCertificate({
      ...request,
      givenName: long,
      surname: long,
      authenticationContext: { ...authenticationContext, ...texts },
    }),
  )
  expect(worst).toBeGreaterThanOrEqual(largest)
  expect(size(await ca.issueOneTimeCertificate(request))).toBeLessThan(worst)
  expect(worst).toBeLessThan(8192)
})

test.each([
  ['a control character', { surname: 'x\u0000' }],
  ['a right-to-left override', { givenName: '\u202Eanna' }],
  ['no name at all', { surname: '' }],
  ['a name that is not in normal form', { surname: 'e\u0301' }],
  ['201 characters', { surname: 'x'.repeat(201) }],
])('a name is refused: %s', async (_what, name) => {
  await expect(ca.issueOneTimeCertificate({ ...request, ...name })).rejects.toMatchObject({
    code: 'ERR_KEY_SUBJECT_INVALID',
    kind: 'caller',
  })
})

test.each([
  ['that ends before it begins', { notAfter: request.notBefore }],
  ['that outlives its issuer', { notAfter: new Date('2036-01-01T00:00:01Z') }],
  ['from before its issuer', { notBefore: new Date('2025-12-31T23:59:59Z') }],
])('a validity is refused: %s', async (_what, times) => {
  await expect(ca.issueOneTimeCertificate({ ...request, ...times })).rejects.toMatchObject({
    code: 'ERR_KEY_VALIDITY_INVALID',
  })
})

test('an authentication context that is not one is refused', async () => {
  const bad = { ...authenticationContext, commitment: 'x' }
  await expect(ca.issueOneTimeCertificate({ ...request, authenticationContext: bad })).rejects.toMatchObject({
    code: 'ERR_PKI_AUTHENTICATION_CONTEXT_INVALID',
  })
})

test('a certificate that may not issue, or another’s, makes no authority', async () => {
  const key = createOneTimeKey()
  const leaf = await ca.issueOneTimeCertificate({ ...request, publicKey: key.publicKey })
  expect(() => createIssuingCa({ chain: leaf, privateKey: key.privateKey })).toThrow(
    expect.objectContaining({ code: 'ERR_KEY_NOT_AN_ISSUER' }),
  )
  expect(() => createIssuingCa({ chain, privateKey: root.privateKey })).toThrow(
    expect.objectContaining({ code: 'ERR_KEY_CERTIFICATE_MISMATCH' }),
  )
  await expect(
    createCertificateAuthority({
      organisation,
      commonName: 'x',
      ...validity,
      issuer: { ...root, privateKey: key.privateKey },
    }),
  ).rejects.toMatchObject({ code: 'ERR_KEY_CERTIFICATE_MISMATCH' })
})
