import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { identificationFields, signingFields } from '../../test/fixtures.ts'
import { createIdentificationCommitment, createSigningCommitment } from './create-commitment.ts'
import { parseCommitment } from './parse-commitment.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const refusesBytes = (bytes: Uint8Array, code: string) =>
  expect(() => parseCommitment(bytes)).toThrow(expect.objectContaining({ code }))

test('the nonce is the SHA-256 of the canonical bytes: 43 characters of base64url', () => {
  const { bytes, nonce } = createSigningCommitment(signingFields())
  expect(nonce).toBe(createHash('sha256').update(bytes).digest('base64url'))
  expect(nonce).toMatch(/^[A-Za-z0-9_-]{43}$/)
})

test('documents are sorted by id, so that their order says nothing', () => {
  const fields = signingFields()
  const reversed = { ...fields, documents: [...fields.documents].reverse() }
  expect(createSigningCommitment(fields).nonce).toBe(createSigningCommitment(reversed).nonce)
  expect(createSigningCommitment(fields).commitment.documents.map(({ id }) => id[0])).toEqual(['a', 'b'])
})

test('a commitment is read back from its bytes as it was made', () => {
  for (const made of [
    createSigningCommitment(signingFields()),
    createIdentificationCommitment(identificationFields()),
  ]) {
    expect(parseCommitment(made.bytes)).toEqual(made)
  }
})

test('an identification and a signing commitment can never have the same bytes', () => {
  const [sign, identify] = [
    createSigningCommitment(signingFields()),
    createIdentificationCommitment(identificationFields()),
  ]
  expect(sign.commitment).toMatchObject({ dom: 'waarmerk/signing-commitment/1', purpose: 'sign' })
  expect(identify.commitment).toMatchObject({ dom: 'waarmerk/identification-commitment/1', purpose: 'identify' })
})

test.each<[string, object]>([
  ['a member too many', { extra: 1 }],
  ['no documents', { documents: [] }],
  ['the same document twice', { documents: [0, 0].map(() => signingFields().documents[0]) }],
  ['a time in milliseconds', { iat: 1_790_000_000_000 }],
  ['exp before iat', { exp: 1_789_999_999 }],
  ['a lifetime of a day', { exp: 1_790_086_400 }],
  ['a hash that is too short', { key: 'AAAA' }],
  ['a hash in hex', { key: 'ab'.repeat(32) }],
  ['a UUID in capitals', { signer: '0D9C6A54-1C2B-4E3D-8F70-5A6B7C8D9E0F' }],
  ['no known level', { assurance: 'none' }],
  ['a seal instead of a signature', { kind: 'seal' }],
  ['tbs in a concurrent commitment', { concurrent: true }],
])('a signing commitment with %s is not made', (_, change) => {
  const make = () => createSigningCommitment({ ...signingFields(), ...change } as ReturnType<typeof signingFields>)
  expect(make).toThrow(expect.objectContaining({ code: 'ERR_COMMITMENT_INVALID' }))
})

test('an exclusive commitment without tbs is not made; a concurrent one has none', () => {
  const fields = signingFields()
  const documents = fields.documents.map(({ tbs: _, ...rest }) => rest)
  expect(() => createSigningCommitment({ ...fields, documents })).toThrow(/documents|whole/)
  expect(createSigningCommitment({ ...fields, documents, concurrent: true }).commitment.concurrent).toBe(true)
})

test('every member that is taken away makes it no commitment', () => {
  const { commitment } = createSigningCommitment(signingFields())
  for (const name of Object.keys(commitment)) {
    const { [name]: _, ...rest } = commitment as Record<string, unknown>
    refusesBytes(utf8(JSON.stringify(rest)), 'ERR_COMMITMENT_INVALID')
  }
})

test('the same members written in another way are refused: one hash has one meaning', () => {
  const { commitment, bytes } = createSigningCommitment(signingFields())
  refusesBytes(utf8(JSON.stringify(commitment)), 'ERR_COMMITMENT_NOT_CANONICAL')
  const text = new TextDecoder().decode(bytes)
  refusesBytes(utf8(` ${text}`), 'ERR_COMMITMENT_NOT_CANONICAL')
  refusesBytes(utf8(text.replace('"sign"', '"s\\u0069gn"')), 'ERR_COMMITMENT_NOT_CANONICAL')
  refusesBytes(utf8(text.replace('"v":1', '"v":1.0')), 'ERR_COMMITMENT_NOT_CANONICAL')
})

test('a lone surrogate has no canonical form and is refused', () => {
  const text = new TextDecoder().decode(createSigningCommitment(signingFields()).bytes)
  refusesBytes(utf8(text.replace('Handtekening1', '\\ud800')), 'ERR_COMMITMENT_NOT_CANONICAL')
})

test('a member that stands twice is refused before anything is hashed', () => {
  const text = new TextDecoder().decode(createSigningCommitment(signingFields()).bytes)
  refusesBytes(utf8(text.replace('"v":1', '"v":1,"v":1')), 'ERR_JSON_DUPLICATE_MEMBER')
})

test('bytes beyond the bound are not looked at', () => refusesBytes(new Uint8Array(70_000), 'ERR_JSON_TOO_LARGE'))
test('what is no JSON is no commitment', () => refusesBytes(utf8('not json'), 'ERR_JSON_INVALID'))
test('another purpose is no commitment', () => refusesBytes(utf8('{"purpose":"seal"}'), 'ERR_COMMITMENT_INVALID'))
