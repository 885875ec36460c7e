import { createHash, generateKeyPairSync, verify } from 'node:crypto'
import { beforeAll, expect, test } from '@jest/globals'
import { annasName, type Ceremony, ceremony } from '../../test/ceremony.ts'
import { openedAt, random32 } from '../../test/forger.ts'
import { canonicalBytes } from '../json/canonical-json.ts'
import { evidenceManifest, manifestBytes } from '../manifest/evidence-manifest.ts'
import { type EvidenceRecord, type EvidenceRecordParts, evidenceRecord } from './evidence-record.ts'
import { redactEvidence } from './redacted-evidence.ts'
import { sealEvidence } from './seal-evidence.ts'
import { parseAnyEvidence, parseEvidence } from './sealed-evidence.ts'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const x5c = [Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x01)]
let login: Ceremony
let parts: EvidenceRecordParts
let record: EvidenceRecord

beforeAll(async () => {
  login = await ceremony({})
  const size = { sha256: random32(), size: 1000 }
  parts = {
    test: true,
    manifest: login.manifest,
    verifiedAt: { identification: openedAt - 99, authorisation: openedAt + 21 },
    salts: login.salts,
    name: annasName,
    nameSource: 'op',
    circumstances: { namedConstraint: true, hardwareCaKey: false },
    certificateChain: ['MAMCAQE'],
    documents: login.authorisation.commitment.documents.map(({ id, field }) => ({
      id,
      field,
      content: size,
      base: size,
      signed: size,
      genTime: openedAt + 22,
    })),
    events: [{ at: openedAt, type: 'transaction.opened' }],
    keyProvenance: 'asserted',
    assurance: 'substantial',
  }
  record = evidenceRecord(parts)
})

const utf8 = (text: string) => new TextEncoder().encode(text)
const refuses = (read: () => unknown, code: string) => expect(read).toThrow(expect.objectContaining({ code }))

test('the manifest is hashed in canonical form, and holds what was given', () => {
  const bytes = manifestBytes(login.manifest)
  expect(login.manifestSha256).toBe(createHash('sha256').update(bytes).digest('base64url'))
  expect(Buffer.from(login.manifest.authorisation.commitment, 'base64url')).toEqual(
    Buffer.from(login.authorisation.bytes),
  )
  expect(Object.keys(login.manifest).sort()).toEqual([
    'authorisation',
    'identification',
    'jwks',
    'metadata',
    'requestParameters',
    'statement',
    'v',
  ])
})

test.each<[string, object]>([
  ['no key set', { jwks: [] }],
  ['no metadata', { metadata: [] }],
  ['an encrypted token', { authorisation: { commitment: utf8('{}'), idToken: 'a.b.c.d.e' } }],
])('a manifest with %s is not made', (_, change) => {
  const { v: _v, ...manifest } = login.manifest
  const honest = {
    ...manifest,
    identification: { ...manifest.identification, commitment: login.identification.bytes },
    authorisation: { ...manifest.authorisation, commitment: login.authorisation.bytes },
    jwks: [{ url: 'https://op.example/jwks', body: utf8('{"keys":[]}') }],
    metadata: [{ url: 'https://op.example/m', body: utf8('{}') }],
  }
  expect(evidenceManifest(honest).sha256).toMatch(/^[\w-]{43}$/)
  refuses(() => evidenceManifest({ ...honest, ...change }), 'ERR_EVIDENCE_INVALID')
})

test('a record says itself what the signature may be called', () => {
  expect(record).toMatchObject({
    issuerOperator: 'third-party',
    profile: 'B-T',
    claim: { kind: 'signature', level: 'advanced', unmet: [], waived: ['hardware-ca-key'] },
  })
  expect(evidenceRecord({ ...parts, test: false }).claim).toEqual({
    kind: 'signature',
    level: 'simple',
    unmet: ['hardware-ca-key'],
    waived: [],
  })
})

test('documents are put in the order of the commitment', () => {
  const documents = [...parts.documents].reverse()
  expect(evidenceRecord({ ...parts, documents }).documents).toEqual(record.documents)
  expect(record.documents.map(({ id }) => id)).toEqual(login.authorisation.commitment.documents.map(({ id }) => id))
})

test('a record with a fault is not made, and the fault is named without its value', () => {
  const make = () => evidenceRecord({ ...parts, events: [{ at: openedAt, type: 'Anna logged in' }] })
  refuses(make, 'ERR_EVIDENCE_INVALID')
  expect(make).toThrow(/events\.0\.type/)
  expect(make).not.toThrow(/Anna/)
})

test('the seal is a JWS over the canonical record that anyone can check', async () => {
  const sealed = await sealEvidence(record, { privateKey, x5c })
  expect(Buffer.from(sealed.payload, 'base64url')).toEqual(Buffer.from(canonicalBytes(record)))
  const input = Buffer.from(`${sealed.protected}.${sealed.payload}`)
  const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const
  expect(verify('sha256', input, key, Buffer.from(sealed.signature, 'base64url'))).toBe(true)
  expect(parseEvidence(sealed)).toEqual({
    sealed,
    header: { alg: 'ES256', typ: 'waarmerk-evidence+jws', x5c: ['MAMCAQE='] },
    record,
  })
})

test('evidence may be sealed with RSA, and not with other keys', async () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
  expect(parseEvidence(await sealEvidence(record, { privateKey: rsa.privateKey, x5c })).header.alg).toBe('PS256')
  const ed = generateKeyPairSync('ed25519')
  await expect(sealEvidence(record, { privateKey: ed.privateKey, x5c })).rejects.toThrow(TypeError)
  await expect(sealEvidence(record, { privateKey, x5c: [] })).rejects.toMatchObject({ code: 'ERR_EVIDENCE_INVALID' })
})

test('redacted evidence holds no token, salt, name, identifier or certificate, only hashes, and says what it proves', async () => {
  const redacted = redactEvidence(record)
  const text = JSON.stringify(redacted)
  const secrets = [
    login.manifest.identification.idToken,
    login.manifest.authorisation.idToken,
    login.manifest.authorisation.commitment,
    login.salts.subject,
    login.salts.name,
    'Anna',
    'de Wit',
    '999990019',
    'MAMCAQE',
  ]
  for (const secret of secrets) {
    expect(JSON.stringify(record)).toContain(secret === '999990019' ? '' : secret)
    expect(text).not.toContain(secret)
  }
  expect(redacted.digests).toMatchObject({
    manifest: login.manifestSha256,
    authorisation: { commitment: login.authorisation.nonce },
  })
  expect(redacted.notice.en).toContain('only what the signing service states')
  expect(redacted.claim).toEqual(record.claim)
  const sealed = await sealEvidence(redacted, { privateKey, x5c })
  expect(parseAnyEvidence(sealed).record).toEqual(redacted)
  refuses(() => parseEvidence(sealed), 'ERR_EVIDENCE_REDACTED')
})

test.each<[string, unknown]>([
  ['null', null],
  ['a list', []],
  ['an empty object', {}],
  ['a JWS with an unprotected header', { payload: 'e30', protected: 'e30', signature: 'AAAA', header: {} }],
  ['a header without certificate', { payload: 'e30', protected: 'e30', signature: 'AAAA' }],
  ['padding', { payload: 'e30=', protected: 'e30', signature: 'AAAA' }],
])('%s is no sealed evidence', (_, value) => refuses(() => parseEvidence(value), 'ERR_EVIDENCE_INVALID'))

const resealed = async (text: string) => {
  const { protected: header } = await sealEvidence(record, { privateKey, x5c })
  return { payload: Buffer.from(text).toString('base64url'), protected: header, signature: 'AAAA' }
}

test('a record with a member too many, or written in another order, is refused', async () => {
  const surplus = await resealed(new TextDecoder().decode(canonicalBytes({ ...record, zz: 1 })))
  refuses(() => parseEvidence(surplus), 'ERR_EVIDENCE_INVALID')
  const reordered = await resealed(JSON.stringify(Object.fromEntries(Object.entries(record).reverse())))
  refuses(() => parseEvidence(reordered), 'ERR_EVIDENCE_NOT_CANONICAL')
})

test('a record that names a member twice is refused', async () => {
  const text = new TextDecoder().decode(canonicalBytes(record)).replace('{', '{"test":false,')
  refuses(
    () => parseEvidence({ payload: Buffer.from(text).toString('base64url'), protected: 'e30', signature: 'AA' }),
    'ERR_EVIDENCE_INVALID',
  )
  const sealed = await resealed(text)
  refuses(() => parseEvidence(sealed), 'ERR_JSON_DUPLICATE_MEMBER')
})
