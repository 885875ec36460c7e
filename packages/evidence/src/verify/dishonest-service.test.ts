import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { bytesSource } from '@waarmerk/pdf'
import { extension, oids } from '@waarmerk/pki'
import { annasName, testProfile } from '../../test/ceremony.ts'
import { oneTimeIdentity } from '../../test/certificate-authority.ts'
import { identificationFields } from '../../test/fixtures.ts'
import { ecKey, openedAt, random32 } from '../../test/forger.ts'
import { brokenAt, verifyWorld } from '../../test/verify.ts'
import { buildWorld, type Lies, sealWith, type World } from '../../test/world.ts'
import { toBase64url } from '../hash/base64url.ts'
import { sha256Text } from '../hash/sha256.ts'
import type { EvidenceRecord } from '../record/evidence-record.ts'

// The service holds the CA, the sealing key and the record: it may write and seal what it likes. What it cannot make
// is a token of the provider, so whatever it changes must break against that.

const seconds = (offset: number) => new Date((openedAt + offset) * 1000)
const substantial = 'urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard'
const low = 'urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract'
const nameless = { given_name: undefined, family_name: undefined }

test.each<[string, Lies, string]>([
  // commitment
  [
    'shows another statement than was agreed to',
    { login: { statement: 'Iets anders.' } },
    'commitment ERR_VERIFY_STATEMENT',
  ],
  [
    'names someone else',
    { record: (parts) => ({ ...parts, name: { given: 'An', family: 'de Wit' } }) },
    'commitment ERR_VERIFY_COMMITMENT',
  ],
  [
    'adds a represented party',
    { record: (parts) => ({ ...parts, salts: { ...parts.salts, onBehalfOf: random32() } }) },
    'commitment ERR_VERIFY_COMMITMENT',
  ],
  [
    'says the name came from elsewhere',
    { commitment: () => ({ name: { sha256: random32(), source: 'brp' } }) },
    'commitment ERR_VERIFY_COMMITMENT',
  ],
  [
    'takes the name from elsewhere than the profile',
    { login: { profile: { ...testProfile, name: { source: 'brp' } } } },
    'commitment ERR_VERIFY_COMMITMENT',
  ],
  [
    'identified another signer',
    { login: { identification: { signer: identificationFields().request } } },
    'commitment ERR_VERIFY_COMMITMENT',
  ],
  [
    'identified for another request',
    { login: { identification: { request: identificationFields().signer } } },
    'commitment ERR_VERIFY_COMMITMENT',
  ],
  [
    'identified at another issuer',
    { login: { identification: { issuer: 'https://other.example' } } },
    'commitment ERR_VERIFY_COMMITMENT',
  ],
  [
    'identified after the signing was opened',
    { login: { identification: { iat: openedAt + 31, exp: openedAt + 600 } } },
    'commitment ERR_VERIFY_COMMITMENT',
  ],
  [
    'commits to signing beside others',
    { commitment: (documents) => ({ concurrent: true, documents: documents.map(({ tbs: _, ...rest }) => rest) }) },
    'commitment ERR_VERIFY_COMMITMENT',
  ],
  [
    'gives the signing commitment for both logins',
    {
      record: ({ manifest, ...parts }) => ({
        ...parts,
        manifest: {
          ...manifest,
          identification: { ...manifest.identification, commitment: manifest.authorisation.commitment },
        },
      }),
    },
    'commitment ERR_VERIFY_COMMITMENT',
  ],
  [
    'gives a commitment that is none',
    {
      record: ({ manifest, ...parts }) => ({
        ...parts,
        manifest: { ...manifest, identification: { ...manifest.identification, commitment: 'e30' } },
      }),
    },
    'commitment ERR_COMMITMENT_INVALID',
  ],
  [
    'leaves a document out',
    { texts: ['Besluit', 'Bijlage'], record: (parts) => ({ ...parts, documents: parts.documents.slice(0, 1) }) },
    'commitment ERR_VERIFY_DOCUMENTS',
  ],
  [
    'records another file before signing',
    {
      record: (parts) => ({
        ...parts,
        documents: parts.documents.map((d) => ({ ...d, base: { ...d.base, sha256: random32() } })),
      }),
    },
    'commitment ERR_VERIFY_DOCUMENTS',
  ],
  [
    'asked the provider with another nonce',
    { login: { authorisationParameters: { nonce: random32() } } },
    'commitment ERR_VERIFY_REQUEST_PARAMETERS',
  ],
  [
    'did not ask for a fresh login',
    { login: { authorisationParameters: { prompt: 'none' } } },
    'commitment ERR_VERIFY_REQUEST_PARAMETERS',
  ],

  // token
  ["uses another document's login", { login: { claims: { nonce: random32() } } }, 'token ERR_ID_TOKEN_NONCE'],
  [
    "uses another request's identification",
    { login: { identificationClaims: { nonce: random32() } } },
    'token ERR_ID_TOKEN_NONCE',
  ],
  ['uses the login of someone else', { login: { claims: { bsn: '999990032' } } }, 'token ERR_ACTOR_MISMATCH'],
  ['identified someone else', { login: { identificationClaims: { bsn: '999990032' } } }, 'token ERR_ACTOR_MISMATCH'],
  [
    'takes another name than the token gives',
    { login: { claims: { family_name: 'de Zwart' } } },
    'token ERR_NAME_MISMATCH',
  ],
  [
    'takes a name that no token gives',
    { login: { claims: nameless, identificationClaims: nameless } },
    'token ERR_VERIFY_NAME_UNPROVEN',
  ],
  ['accepts too low a login', { login: { claims: { acr: low } } }, 'token ERR_ACR_INSUFFICIENT'],
  [
    'accepts too low an identification',
    { login: { identificationClaims: { acr: low } } },
    'token ERR_ACR_INSUFFICIENT',
  ],
  [
    'signs on the session of the identification',
    {
      login: {
        claims: { auth_time: openedAt - 20 },
        identificationClaims: { auth_time: openedAt - 20, iat: openedAt - 20, nbf: openedAt - 20 },
      },
      record: (parts) => ({ ...parts, verifiedAt: { ...parts.verifiedAt, identification: openedAt - 19 } }),
    },
    'token ERR_AUTH_TIME_NOT_LATER',
  ],
  ['signs on an old session', { login: { claims: { auth_time: openedAt - 90 } } }, 'token ERR_AUTH_TIME_OLD'],
  [
    'redeemed after the transaction had ended',
    { record: (parts) => ({ ...parts, verifiedAt: { ...parts.verifiedAt, authorisation: openedAt + 631 } }) },
    'token ERR_VERIFY_TIMES',
  ],
  [
    'identified after the transaction was opened',
    { record: (parts) => ({ ...parts, verifiedAt: { ...parts.verifiedAt, identification: openedAt + 31 } }) },
    'token ERR_VERIFY_TIMES',
  ],
  [
    "keeps another issuer's metadata",
    { login: { metadata: { issuer: 'https://other.example', jwks_uri: 'https://op.example/jwks' } } },
    'token ERR_VERIFY_METADATA',
  ],
  [
    'fetched the keys elsewhere',
    { login: { metadata: { issuer: 'https://op.example', jwks_uri: 'https://other.example/jwks' } } },
    'token ERR_VERIFY_METADATA',
  ],
  ['rests on a UserInfo response', { login: { userinfo: 'e30.e30.AAAA' } }, 'token ERR_VERIFY_USERINFO'],
  [
    'states a higher level than the login had',
    { record: (parts) => ({ ...parts, assurance: 'high' }) },
    'token ERR_VERIFY_CLAIM',
  ],

  // certificate
  [
    'certified another commitment',
    { context: (context) => ({ ...context, commitment: random32() }) },
    'certificate ERR_VERIFY_CERTIFICATE_CONTEXT',
  ],
  [
    'certified on other evidence',
    { context: (context) => ({ ...context, manifest: random32() }) },
    'certificate ERR_VERIFY_CERTIFICATE_CONTEXT',
  ],
  [
    'certified another issuer',
    { context: (context) => ({ ...context, issuer: 'https://other.example' }) },
    'certificate ERR_VERIFY_CERTIFICATE_CONTEXT',
  ],
  [
    'certified a higher level',
    { context: (context) => ({ ...context, acr: 'urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI' }) },
    'certificate ERR_VERIFY_CERTIFICATE_CONTEXT',
  ],
  ['certified another family name', { certificate: { family: 'de Zwart' } }, 'certificate ERR_VERIFY_CERTIFICATE_NAME'],
  ['certified no given name', { certificate: { given: null } }, 'certificate ERR_VERIFY_CERTIFICATE_NAME'],
  [
    'certified two family names',
    { certificate: { subject: [['surname', 'de Zwart']] } },
    'certificate ERR_VERIFY_CERTIFICATE_NAME',
  ],
  [
    'certified for longer ago',
    { certificate: { notBefore: seconds(-1) } },
    'certificate ERR_VERIFY_CERTIFICATE_VALIDITY',
  ],
  [
    'certified for too short',
    { certificate: { notAfter: seconds(719) } },
    'certificate ERR_VERIFY_CERTIFICATE_VALIDITY',
  ],
  [
    'certified for other purposes',
    { certificate: { extensions: [extension.keyUsage('contentCommitment', 'digitalSignature')] } },
    'certificate ERR_VERIFY_CERTIFICATE',
  ],
  [
    'certified for other purposes as well',
    {
      certificate: {
        extensions: [
          extension.keyUsage('contentCommitment'),
          extension.extendedKeyUsage([oids.documentSigning, oids.timeStamping], false),
        ],
      },
    },
    'certificate ERR_VERIFY_CERTIFICATE',
  ],

  // key
  ['signs with another key than was committed to', { otherKey: true }, 'key ERR_VERIFY_KEY'],

  // signature
  ['signs twice with one key', { signedBefore: true }, 'signature ERR_VERIFY_SIGNATURE_COUNT'],
  ['claims another time in the file', { signingTime: seconds(60) }, 'signature ERR_VERIFY_SIGNATURE'],
  [
    'commits to other bytes than it signs',
    { commitment: (documents) => ({ documents: documents.map((d) => ({ ...d, tbs: random32() })) }) },
    'signature ERR_CMS_DIGEST_MISMATCH',
  ],

  // bytes
  [
    'committed to another document than the one before signing',
    {
      commitment: (documents) => ({ documents: documents.map((d) => ({ ...d, content: sha256Text('x') })) }),
      record: (parts) => ({
        ...parts,
        documents: parts.documents.map((d) => ({ ...d, content: { ...d.content, sha256: sha256Text('x') } })),
      }),
    },
    'bytes ERR_VERIFY_BYTES',
  ],
  [
    'showed another document',
    {
      commitment: (documents) => ({ documents: documents.map((d) => ({ ...d, base: sha256Text('x') })) }),
      record: (parts) => ({
        ...parts,
        documents: parts.documents.map((d) => ({ ...d, base: { ...d.base, sha256: sha256Text('x') } })),
      }),
    },
    'bytes ERR_VERIFY_BYTES',
  ],
  [
    'gives the signature another look',
    { visible: true, commitment: (documents) => ({ documents: documents.map((d) => ({ ...d, look: random32() })) }) },
    'bytes ERR_VERIFY_BYTES',
  ],
  [
    'gives a signature a look that none was committed to',
    { visible: true, commitment: (documents) => ({ documents: documents.map((d) => ({ ...d, look: null })) }) },
    'bytes ERR_VERIFY_BYTES',
  ],
  [
    'records another signed file',
    {
      record: (parts) => ({
        ...parts,
        documents: parts.documents.map((d) => ({ ...d, signed: { ...d.signed, sha256: random32() } })),
      }),
    },
    'bytes ERR_VERIFY_BYTES',
  ],

  // time stamp
  [
    'stamps after the transaction has ended',
    { genTime: seconds(721), certificate: { notAfter: seconds(900) } },
    'time-stamp ERR_VERIFY_TIMES',
  ],
  [
    'stamps before the login',
    {
      genTime: seconds(1),
      login: { claims: { iat: openedAt + 40, nbf: openedAt + 40 } },
      record: (parts) => ({ ...parts, verifiedAt: { ...parts.verifiedAt, authorisation: openedAt + 41 } }),
    },
    'time-stamp ERR_VERIFY_TIMES',
  ],
  [
    'records another time',
    { record: (parts) => ({ ...parts, documents: parts.documents.map((d) => ({ ...d, genTime: d.genTime + 1 })) }) },
    'time-stamp ERR_VERIFY_TIMESTAMP',
  ],
  ['does not stamp', { withoutTimestamp: true }, 'time-stamp ERR_VERIFY_TIMESTAMP'],
])('a service that %s is found out', async (_, lies, where) => {
  expect(brokenAt(await verifyWorld(await buildWorld(lies)))).toBe(where)
})

const resealed = async (world: World, change: (record: EvidenceRecord) => EvidenceRecord) =>
  verifyWorld(world, { evidence: await sealWith(world.seal, world.ca, change(world.record)) })

test('a service that calls the signature more than its facts allow is found out', async () => {
  const world = await buildWorld({ login: { profile: { ...testProfile, reauthenticationTested: false } } })
  const honest = await verifyWorld(world)
  expect(honest.verified?.claim).toMatchObject({ level: 'simple', unmet: ['tested-reauthentication'] })
  const more = await resealed(world, (record) => ({
    ...record,
    claim: { ...record.claim, level: 'advanced', unmet: [] },
  }))
  expect(brokenAt(more)).toBe('seal ERR_VERIFY_CLAIM')
})

test('a service that denies that it operates the issuer is found out', async () => {
  const world = await buildWorld({ login: { profile: { ...testProfile, issuerOperator: 'own' } } })
  const denied = await resealed(world, (record) => ({ ...record, issuerOperator: 'third-party' }))
  expect(brokenAt(denied)).toBe('seal ERR_VERIFY_CLAIM')
})

test('a service that runs a provider of its own cannot pass it off for the real one', async () => {
  const world = await buildWorld()
  const real = await ecKey('op-1')
  expect(brokenAt(await verifyWorld(world, { opJwks: { keys: [real.jwk] } }))).toBe('token ERR_VERIFY_JWKS')
  const other = await ecKey('op-2')
  expect(brokenAt(await verifyWorld(world, { opJwks: { keys: [other.jwk] } }))).toBe('token ERR_ID_TOKEN_KID_UNKNOWN')
  expect(brokenAt(await verifyWorld(world, { opJwks: 'nothing' }))).toBe('token ERR_JWKS_INVALID')
})

test('trust anchors that know neither the CA nor the time-stamp authority prove nothing', async () => {
  const [world, elsewhere] = [await buildWorld(), await buildWorld()]
  const [ca, root] = [world.trustAnchors[0], elsewhere.trustAnchors[1]]
  const { trustAnchors } = elsewhere
  expect(brokenAt(await verifyWorld(world, { trustAnchors }))).toBe('certificate ERR_PKI_SIGNATURE_INVALID')
  const mixed = [ca, root].flatMap((anchor) => anchor ?? [])
  expect(brokenAt(await verifyWorld(world, { trustAnchors: mixed }))).toBe('time-stamp ERR_CMS_TIMESTAMP_UNTRUSTED')
})

test('a certificate of a key that JWK has no form for is no certificate of the committed key', async () => {
  const keys = generateKeyPairSync('dsa', { modulusLength: 2048, divisorLength: 256 })
  const world = await buildWorld()
  const { nonce, commitment } = world.login.authorisation
  const leaf = oneTimeIdentity(world.ca, {
    keys,
    ...annasName,
    notBefore: seconds(0),
    notAfter: seconds(720),
    context: { commitment: nonce, issuer: commitment.issuer, acr: substantial, manifest: world.login.manifestSha256 },
  })
  const certificateChain = [leaf, world.ca].map(({ certificate }) => toBase64url(certificate))
  expect(brokenAt(await resealed(world, (record) => ({ ...record, certificateChain })))).toBe('key ERR_VERIFY_KEY')
})

test("another signer's PDF does not go with this evidence, even of the same document", async () => {
  const [world, elsewhere] = [await buildWorld(), await buildWorld()]
  const [own, other] = [world, elsewhere].map(({ pdfs: [pdf] }) => pdf ?? new Uint8Array())
  expect(brokenAt(await verifyWorld(world, { pdf: bytesSource(other ?? new Uint8Array()) }))).toMatch(/^signature ERR_/)
  expect(brokenAt(await verifyWorld(world, { pdf: bytesSource(own ?? new Uint8Array()) }))).toBe('VERIFIED')
})
