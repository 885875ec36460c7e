import { expect, test } from '@jest/globals'
import { issue } from '../../test/certificates.ts'
import { sequence, utf8String } from '../der/der-writer.ts'
import { oids } from '../oids.ts'
import {
  authenticationContexts,
  authenticationContextType,
  readAuthenticationContext,
} from './authentication-context.ts'

const hash = Buffer.alloc(32, 7).toString('base64url')
const context = { commitment: hash, issuer: 'https://op.example', acr: 'urn:acr:x', manifest: hash }
const certified = (value: Uint8Array) =>
  issue({ name: 'x', extensions: [{ oid: oids.authenticationContexts, critical: false, value }] }).certificate
const ours = (json: string) => sequence(utf8String(authenticationContextType), utf8String(json))
const canonical = JSON.stringify({
  acr: 'urn:acr:x',
  commitment: hash,
  issuer: 'https://op.example',
  manifest: hash,
  v: 1,
})
const refusal = expect.objectContaining({ code: 'ERR_PKI_AUTHENTICATION_CONTEXT_INVALID' })

test('what was written into a certificate is read out of it', () => {
  expect(readAuthenticationContext(certified(authenticationContexts(context)))).toEqual(context)
  expect(authenticationContexts(context)).toEqual(sequence(ours(canonical)))
})

test('a context of another kind beside ours is passed over', () => {
  const other = sequence(utf8String('http://id.elegnamnden.se/auth-cont/1.0/saci'), utf8String('<x/>'))
  expect(readAuthenticationContext(certified(sequence(other, ours(canonical))))).toEqual(context)
  expect(readAuthenticationContext(certified(sequence(other)))).toBeUndefined()
  expect(readAuthenticationContext(issue({ name: 'x' }).certificate)).toBeUndefined()
})

test.each([
  ['no JSON', sequence(ours('{'))],
  ['no information', sequence(sequence(utf8String(authenticationContextType)))],
  ['another version', sequence(ours(canonical.replace('"v":1', '"v":2')))],
  ['a further member', sequence(ours(canonical.replace('"v":1', '"v":1,"w":1')))],
  ['a member twice', sequence(ours(canonical.replace('{', '{"acr":"urn:acr:y",')))],
  ['another order', sequence(ours(JSON.stringify({ ...context, v: 1 })))],
  ['a hash of another length', sequence(ours(canonical.replace(hash, hash.slice(1))))],
  ['a hash with stray bits', sequence(ours(canonical.replace(hash, `${hash.slice(0, -1)}d`)))],
  ['too long', sequence(ours(canonical.replace('urn:acr:x', 'x'.repeat(5000))))],
  ['two of ours', sequence(ours(canonical), ours(canonical))],
  ['not a sequence', utf8String(canonical)],
])('a damaged context is refused: %s', (_what, value) => {
  expect(() => readAuthenticationContext(certified(value))).toThrow(refusal)
})

test('a context that could not be read is not written', () => {
  expect(() => authenticationContexts({ ...context, commitment: 'x' })).toThrow(refusal)
  expect(() => authenticationContexts({ ...context, acr: '' })).toThrow(refusal)
})
