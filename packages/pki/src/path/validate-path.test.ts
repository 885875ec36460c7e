import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { type Issued, issue, issueCa, newKey } from '../../test/certificates.ts'
import { hasOpenssl, withOpenssl } from '../../test/openssl.ts'
import * as extension from '../certificate/extension-values.ts'
import { parseCertificate } from '../certificate/parse-certificate.ts'
import { parsePem, toPem } from '../certificate/pem.ts'
import { nullValue, sequence } from '../der/der-writer.ts'
import { oids } from '../oids.ts'
import type { PkiErrorCode } from '../pki-error.ts'
import { orderChain } from './order-chain.ts'
import { type PathRequest, validatePath } from './validate-path.ts'

const opensslTest = hasOpenssl ? test : test.skip
const at = new Date('2026-06-01T00:00:00Z')
const root = issueCa({ name: 'Root' })
const middle = issueCa({ name: 'Middle', issuer: root })
const leaf = issue({
  name: 'Leaf',
  issuer: middle,
  extensions: [extension.keyUsage('contentCommitment'), extension.extendedKeyUsage([oids.documentSigning], false)],
})

const validate = (end: Issued, issuers: readonly Issued[], rest: Partial<PathRequest> = {}) =>
  validatePath({
    certificate: end.certificate,
    intermediates: issuers.map(({ certificate }) => certificate),
    trustAnchors: [root.certificate],
    at,
    ...rest,
  })
const refused = (code: PkiErrorCode) => expect.objectContaining({ code, kind: 'caller' })

test('a chain of three leads to its anchor, whatever the order and company of the intermediates', () => {
  const stranger = issueCa({ name: 'Stranger' })
  const { certificates, trustAnchor } = validate(leaf, [stranger, leaf, middle])
  expect(certificates).toEqual([leaf.certificate, middle.certificate, root.certificate])
  expect(trustAnchor).toBe(root.certificate)
})

test('a certificate that is itself an anchor needs no issuer', () => {
  expect(validate(leaf, [], { trustAnchors: [leaf.certificate] }).certificates).toEqual([leaf.certificate])
})

test('of two certificates for one CA the one that works is used', () => {
  const expired = issueCa({
    name: 'Middle',
    issuer: root,
    privateKey: middle.privateKey,
    notAfter: new Date('2026-02-01T00:00:00Z'),
  })
  expect(validate(leaf, [expired, middle]).certificates).toContain(middle.certificate)
})

test('two CAs that certify each other do not lead in circles', () => {
  const a = issueCa({ name: 'A' })
  const b = issueCa({ name: 'B', issuer: a })
  const again = issueCa({ name: 'A', issuer: b, privateKey: a.privateKey })
  expect(() => validate(issue({ name: 'x', issuer: again }), [again, b, a])).toThrow(refused('ERR_PKI_ISSUER_UNKNOWN'))
})

const caKeyUsage = extension.keyUsage('keyCertSign')
const under = (ca: Issued) => [issue({ name: 'x', issuer: ca }), [ca]] as const
test.each<[string, PkiErrorCode, readonly [Issued, readonly Issued[]]]>([
  ['an issuer is missing', 'ERR_PKI_ISSUER_UNKNOWN', [leaf, []]],
  ['it is self-signed and not trusted', 'ERR_PKI_ISSUER_UNKNOWN', [issue({ name: 'x' }), []]],
  [
    'the root only has the name of the anchor',
    'ERR_PKI_SIGNATURE_INVALID',
    [issue({ name: 'x', issuer: issueCa({ name: 'Root' }), withoutKeyIdentifiers: true }), []],
  ],
  [
    'the issuer has the right key identifier and the wrong name',
    'ERR_PKI_ISSUER_UNKNOWN',
    [issue({ name: 'x', issuer: root, issuerName: 'Rood' }), []],
  ],
  [
    'the end entity expired',
    'ERR_PKI_EXPIRED',
    [issue({ name: 'x', issuer: root, notAfter: new Date('2026-05-01T00:00:00Z') }), []],
  ],
  [
    'the end entity is not valid yet',
    'ERR_PKI_NOT_YET_VALID',
    [issue({ name: 'x', issuer: root, notBefore: new Date('2026-07-01T00:00:00Z') }), []],
  ],
  [
    'an issuer expired',
    'ERR_PKI_EXPIRED',
    under(issueCa({ name: 'CA', issuer: root, notAfter: new Date('2026-05-01T00:00:00Z') })),
  ],
  ['an end entity plays CA', 'ERR_PKI_NOT_A_CA', [issue({ name: 'x', issuer: leaf }), [leaf, middle]]],
  [
    'an issuer has no basic constraints',
    'ERR_PKI_NOT_A_CA',
    under(issueCa({ name: 'CA', issuer: root, extensions: [caKeyUsage] })),
  ],
  [
    'an issuer may not sign certificates',
    'ERR_PKI_KEY_USAGE',
    under(
      issueCa({
        name: 'CA',
        issuer: root,
        extensions: [extension.certificationAuthority(), extension.keyUsage('cRLSign')],
      }),
    ),
  ],
  [
    'an issuer has a critical extension that nobody knows',
    'ERR_PKI_CRITICAL_EXTENSION',
    under(
      issueCa({
        name: 'CA',
        issuer: root,
        extensions: [extension.certificationAuthority(), { oid: '1.2.3', critical: true, value: nullValue() }],
      }),
    ),
  ],
  [
    'the end entity has one',
    'ERR_PKI_CRITICAL_EXTENSION',
    [issue({ name: 'x', issuer: root, extensions: [{ oid: '1.2.3', critical: true, value: nullValue() }] }), []],
  ],
  [
    'an issuer has name constraints, critical or not',
    'ERR_PKI_CRITICAL_EXTENSION',
    under(
      issueCa({
        name: 'CA',
        issuer: root,
        extensions: [
          extension.certificationAuthority(),
          { oid: oids.nameConstraints, critical: false, value: sequence() },
        ],
      }),
    ),
  ],
  [
    'an issuer signs with a weak key',
    'ERR_PKI_ALGORITHM_REFUSED',
    under(
      issueCa({ name: 'CA', issuer: root, privateKey: generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey }),
    ),
  ],
])('a path is refused: %s', (_what, code, [end, issuers]) => {
  expect(() => validate(end, issuers)).toThrow(refused(code))
})

test('a path is refused: more CAs than an issuer allows, self-issued ones not counted', () => {
  const extensions = [extension.certificationAuthority(0), caKeyUsage]
  const strict = issueCa({ name: 'Strict', issuer: root, extensions })
  const renewed = issueCa({ name: 'Strict', issuer: strict })
  const below = issueCa({ name: 'Below', issuer: strict })
  expect(validate(issue({ name: 'x', issuer: strict }), [strict]).certificates).toHaveLength(3)
  expect(validate(issue({ name: 'x', issuer: renewed }), [strict, renewed]).certificates).toHaveLength(4)
  expect(() => validate(issue({ name: 'x', issuer: below }), [strict, below])).toThrow(refused('ERR_PKI_PATH_TOO_LONG'))
})

test('a path is refused: more than eight issuers', () => {
  const chain = [root]
  for (let i = 0; i < 8; i++) chain.push(issueCa({ name: `CA ${i}`, issuer: chain.at(-1) as Issued }))
  const end = (depth: number) => issue({ name: 'x', issuer: chain[depth] as Issued })
  expect(validate(end(7), chain).certificates).toHaveLength(9)
  expect(() => validate(end(8), chain)).toThrow(refused('ERR_PKI_PATH_TOO_LONG'))
})

test('of look-alike issuers sixty-four are tried, and the search ends', () => {
  const privateKey = newKey('P-256')
  const rivals = Array.from({ length: 63 }, (_, i) =>
    issueCa({ name: 'Same', issuer: root, privateKey, notAfter: new Date(Date.UTC(2026, 10, 1, 0, 0, i)) }),
  )
  const issuer = issueCa({ name: 'Same', issuer: root })
  const end = issue({ name: 'x', issuer, withoutKeyIdentifiers: true })
  // Of the last two tries one is the issuer's own, and one the root's.
  expect(validate(end, [...rivals.slice(0, 62), issuer]).certificates).toHaveLength(3)
  expect(() => validate(end, [...rivals, issuer])).toThrow(refused('ERR_PKI_SIGNATURE_INVALID'))
})

test('a path is refused: one bit of a signature changed, or its algorithm is refused', () => {
  const { certificate } = leaf
  const signature = certificate.signature.slice()
  signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1
  const forged = (change: object) => validate({ ...leaf, certificate: { ...certificate, ...change } }, [middle])
  expect(() => forged({ signature })).toThrow(refused('ERR_PKI_SIGNATURE_INVALID'))
  expect(() => forged({ signatureAlgorithm: undefined })).toThrow(refused('ERR_PKI_ALGORITHM_REFUSED'))
})

test('a purpose that is asked for must be stated, and a use that is asked for must not be excluded', () => {
  const any = issue({
    name: 'x',
    issuer: root,
    extensions: [extension.extendedKeyUsage([oids.anyExtendedKeyUsage], false)],
  })
  expect(
    validate(leaf, [middle], {
      extendedKeyUsage: oids.documentSigning,
      keyUsage: ['digitalSignature', 'contentCommitment'],
    }),
  ).toBeDefined()
  expect(validate(any, [], { extendedKeyUsage: oids.documentSigning, keyUsage: ['contentCommitment'] })).toBeDefined()
  expect(() => validate(leaf, [middle], { extendedKeyUsage: oids.timeStamping })).toThrow(
    refused('ERR_PKI_EXTENDED_KEY_USAGE'),
  )
  expect(() => validate(leaf, [middle], { keyUsage: ['digitalSignature'] })).toThrow(refused('ERR_PKI_KEY_USAGE'))
})

test('a chain is put in order, and refused when it is broken or forked', () => {
  const certificates = [root, leaf, middle].map(({ certificate }) => certificate)
  expect(orderChain(certificates)).toEqual([leaf, middle, root].map(({ certificate }) => certificate))
  const broken = refused('ERR_PKI_CHAIN_BROKEN')
  expect(() => orderChain([leaf.certificate, root.certificate])).toThrow(broken)
  expect(() => orderChain([...certificates, issue({ name: 'x', issuer: middle }).certificate])).toThrow(broken)
  expect(() => orderChain([])).toThrow(broken)
})

opensslTest('openssl agrees with us on a chain that we wrote, with all its strictness', () => {
  withOpenssl(({ run, write }) => {
    for (const [name, { certificate }] of Object.entries({ root, middle, leaf })) write(name, toPem(certificate.der))
    const time = String(at.getTime() / 1000)
    const verify = (...untrusted: string[]) =>
      run('verify', '-x509_strict', '-attime', time, '-CAfile', 'root', ...untrusted, 'leaf')
    expect(verify('-untrusted', 'middle')).toBe('leaf: OK\n')
    expect(() => verify()).toThrow()
  })
})

opensslTest('we agree with openssl on a chain that it wrote', () => {
  withOpenssl(({ run, write, read }) => {
    write(
      'x.cnf',
      'basicConstraints=critical,CA:FALSE\nauthorityKeyIdentifier=keyid,issuer\nkeyUsage=critical,digitalSignature\n',
    )
    run(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
      '-subj',
      '/CN=CA',
      '-days',
      '2',
    )
    run('req', '-newkey', 'ed25519', '-nodes', '-keyout', 'x.key', '-out', 'x.csr', '-subj', '/CN=x')
    run(
      'x509',
      '-req',
      '-in',
      'x.csr',
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-out',
      'x.der',
      '-outform',
      'DER',
      '-days',
      '1',
      '-extfile',
      'x.cnf',
      '-sigopt',
      'rsa_padding_mode:pss',
      '-sigopt',
      'rsa_pss_saltlen:-1',
    )
    const certificate = parseCertificate(read('x.der'))
    const [ca] = parsePem(Buffer.from(read('ca.pem')).toString())
    expect(certificate.signatureAlgorithm).toBe('rsa-pss-sha256')
    const path = validatePath({
      certificate,
      intermediates: [],
      trustAnchors: ca ? [ca] : [],
      at: new Date(),
      keyUsage: ['digitalSignature'],
    })
    expect(path.certificates).toHaveLength(2)
  })
})
