import { randomBytes } from 'node:crypto'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { issue, issueCa } from '../../test/certificates.ts'
import {
  type AnswerWishes,
  after,
  answer,
  at,
  byKey,
  ca,
  extensionOf,
  responder,
  responderExtensions,
  response,
  revokedStatus,
  subject,
  unknownStatus,
} from '../../test/ocsp-answers.ts'
import * as extension from '../certificate/extension-values.ts'
import {
  concat,
  explicit,
  generalizedTime,
  nullValue,
  objectIdentifier,
  octetString,
  sequence,
} from '../der/der-writer.ts'
import { oids } from '../oids.ts'
import { PkiError, type PkiErrorCode } from '../pki-error.ts'
import { requireGood } from './revocation-status.ts'
import { verifyArchivedOcspResponse, verifyOcspResponse } from './verify-ocsp-response.ts'

const people = { certificate: subject.certificate, issuer: ca.certificate }
const verify = (bytes: Uint8Array, more: Partial<Parameters<typeof verifyOcspResponse>[0]> = {}) =>
  verifyOcspResponse({ response: bytes, ...people, at, ...more })
const nonce = randomBytes(32)

test.each<[string, AnswerWishes]>([
  ['by a delegated responder, named by its name', {}],
  ['by a delegated responder, named by its key', { responderId: byKey(responder.certificate) }],
  ['by the issuer itself', { by: ca, certificates: [] }],
  ['by the issuer, named by its key', { by: ca, responderId: byKey(ca.certificate) }],
  ['with a CertID by SHA-1', { digest: 'sha1' }],
  ['with a CertID by SHA-512', { digest: 'sha512' }],
  ['with a nonce nobody asked for', { nonce }],
  ['that does not say when the next comes', { nextUpdate: null }],
  [
    'with another responder of that name first',
    { certificates: [issue({ name: 'OCSP', issuer: ca }).certificate.der, responder.certificate.der] },
  ],
])('an answer is accepted: %s', async (_what, wishes) => {
  const verified = await verify(answer(wishes))
  expect(verified).toMatchObject({ status: { kind: 'good' }, thisUpdate: at, producedAt: at })
  expect(verified.responder.der).toEqual((wishes.by ?? responder).certificate.der)
  expect(() => requireGood(verified.status)).not.toThrow()
})

test('an answer says since when and why a certificate was revoked', async () => {
  const { status } = await verify(answer({ status: revokedStatus(1) }))
  expect(status).toMatchObject({ kind: 'revoked', at: new Date('2026-05-01T00:00:00Z'), reason: 'keyCompromise' })
  expect(() => requireGood(status)).toThrow(expect.objectContaining({ code: 'ERR_PKI_REVOKED', kind: 'caller' }))
  expect((await verify(answer({ status: revokedStatus() }))).status).toMatchObject({ reason: 'unspecified' })
})

test('a certificate that the responder does not know is not good', async () => {
  const { status } = await verify(answer({ status: unknownStatus }))
  expect(() => requireGood(status)).toThrow(expect.objectContaining({ code: 'ERR_PKI_OCSP_UNKNOWN', kind: 'upstream' }))
})

test('the nonce that was sent is wanted back; an answer without one is accepted on request while it is young', async () => {
  await expect(verify(answer({ nonce }), { nonce })).resolves.toBeDefined()
  const refused = { code: 'ERR_PKI_OCSP_NONCE', kind: 'upstream' }
  await expect(verify(answer({ nonce: randomBytes(32) }), { nonce, missingNonce: 'accept' })).rejects.toMatchObject(
    refused,
  )
  await expect(verify(answer(), { nonce })).rejects.toMatchObject(refused)
  const old = answer({ nextUpdate: after(100 * 60) })
  await expect(verify(old, { nonce, missingNonce: 'accept', at: after(24 * 60) })).resolves.toBeDefined()
  await expect(verify(old, { nonce, missingNonce: 'accept', at: after(24 * 60 + 1) })).rejects.toMatchObject({
    code: 'ERR_PKI_OCSP_STALE',
  })
})

test.each<[string, PkiErrorCode | undefined, AnswerWishes, number]>([
  ['a minute before it was made', undefined, {}, -1],
  ['two minutes before it was made', 'ERR_PKI_OCSP_CLOCK', {}, -2],
  ['two minutes before it was signed', 'ERR_PKI_OCSP_CLOCK', { producedAt: after(2) }, 0],
  ['a minute after the next was due', undefined, {}, 61],
  ['two minutes after the next was due', 'ERR_PKI_OCSP_STALE', {}, 62],
  ['a day later, when no next was announced', undefined, { nextUpdate: null }, 24 * 60],
  ['two days later, when no next was announced', 'ERR_PKI_OCSP_STALE', { nextUpdate: null }, 48 * 60],
])('an answer that is looked at %s: %s', async (_what, code, wishes, minutes) => {
  const outcome = verify(answer(wishes), { at: after(minutes) })
  await (code ? expect(outcome).rejects.toMatchObject({ code }) : expect(outcome).resolves.toBeDefined())
})

test('what somebody kept is verified whatever its age', async () => {
  const kept = answer({ nextUpdate: after(1), producedAt: after(1) })
  await expect(verifyArchivedOcspResponse({ response: kept, ...people })).resolves.toMatchObject({
    producedAt: after(1),
  })
})

test('of a certificate that had expired an answer counts only while its issuer keeps such', async () => {
  const expired = issue({ name: 'Anna', issuer: ca, notAfter: after(-60) }).certificate
  const archive = (since: Date) => [extensionOf(oids.ocspArchiveCutoff, generalizedTime(since))]
  const ask = (wishes: AnswerWishes) => verify(answer({ about: expired, ...wishes }), { certificate: expired })
  await expect(ask({})).rejects.toMatchObject({ code: 'ERR_PKI_OCSP_SCOPE' })
  await expect(ask({ singleExtensions: archive(after(-1)) })).rejects.toMatchObject({ code: 'ERR_PKI_OCSP_SCOPE' })
  await expect(ask({ singleExtensions: archive(after(-90)) })).resolves.toMatchObject({ status: { kind: 'good' } })
  await expect(ask({ status: revokedStatus(1) })).resolves.toMatchObject({ status: { kind: 'revoked' } })
})

const bySomeone = (wishes: Partial<Parameters<typeof issue>[0]>): AnswerWishes => ({
  by: issue({ name: 'OCSP', issuer: ca, extensions: responderExtensions, ...wishes }),
})
const otherCa = issueCa({ name: 'CA' })
const critical = extensionOf('1.2.3', nullValue(), true)
const withSha1 = sequence(objectIdentifier('1.2.840.10045.4.1'))
test.each<[string, PkiErrorCode, AnswerWishes | Uint8Array]>([
  ['nothing', 'ERR_PKI_OCSP_MALFORMED', new Uint8Array()],
  ['not ASN.1', 'ERR_PKI_OCSP_MALFORMED', Buffer.from('<html>')],
  ['something after it', 'ERR_PKI_OCSP_MALFORMED', concat([answer(), nullValue()])],
  ['more than 128 KiB', 'ERR_PKI_OCSP_TOO_LARGE', octetString(new Uint8Array(128 * 1024))],
  [
    'too deep',
    'ERR_PKI_OCSP_MALFORMED',
    Array.from({ length: 99 }).reduce<Uint8Array>((one) => sequence(one), nullValue()),
  ],
  ['successful but empty', 'ERR_PKI_OCSP_MALFORMED', response(0)],
  ['a refusal: try later', 'ERR_PKI_OCSP_REJECTED', response(3)],
  ['a refusal without a meaning', 'ERR_PKI_OCSP_REJECTED', response(4)],
  ['not basic', 'ERR_PKI_OCSP_MALFORMED', { type: '1.2.3' }],
  ['by SHA-1', 'ERR_PKI_OCSP_ALGORITHM', { algorithm: withSha1 }],
  [
    'by an algorithm of another key',
    'ERR_PKI_OCSP_ALGORITHM',
    { algorithm: sequence(objectIdentifier('1.3.101.112')) },
  ],
  ['by nobody known', 'ERR_PKI_OCSP_RESPONDER', { certificates: [] }],
  ['by another of that name', 'ERR_PKI_OCSP_RESPONDER', { by: otherCa, responderId: byKey(otherCa.certificate) }],
  ['by a key that is not the issuer’s', 'ERR_PKI_OCSP_SIGNATURE', { by: otherCa, certificates: [] }],
  [
    'by a responder of another CA of that name',
    'ERR_PKI_OCSP_RESPONDER',
    bySomeone({ issuer: otherCa, withoutKeyIdentifiers: true }),
  ],
  [
    'by a responder of a CA below',
    'ERR_PKI_OCSP_RESPONDER',
    bySomeone({ issuer: issueCa({ name: 'Sub', issuer: ca }) }),
  ],
  ['by an end entity of the issuer', 'ERR_PKI_OCSP_RESPONDER', bySomeone({ extensions: [] })],
  [
    'by a key for any purpose',
    'ERR_PKI_OCSP_RESPONDER',
    bySomeone({ extensions: [extension.extendedKeyUsage([oids.anyExtendedKeyUsage], false)] }),
  ],
  [
    'by a key that may not sign',
    'ERR_PKI_OCSP_RESPONDER',
    bySomeone({ extensions: [extension.keyUsage('keyAgreement'), ...responderExtensions.slice(1)] }),
  ],
  ['by a responder that has expired', 'ERR_PKI_OCSP_RESPONDER', bySomeone({ notAfter: after(-1) })],
  ['by a responder that is not valid yet', 'ERR_PKI_OCSP_RESPONDER', bySomeone({ notBefore: after(1) })],
  ['about another certificate', 'ERR_PKI_OCSP_OTHER_CERTIFICATE', { about: responder.certificate }],
  ['about that number of another CA', 'ERR_PKI_OCSP_OTHER_CERTIFICATE', { issuer: otherCa.certificate }],
  ['twice about it', 'ERR_PKI_OCSP_OTHER_CERTIFICATE', { times: 2 }],
  ['65 answers', 'ERR_PKI_OCSP_MALFORMED', { times: 65 }],
  [
    'nine certificates',
    'ERR_PKI_OCSP_MALFORMED',
    { certificates: Array.from({ length: 9 }, () => responder.certificate.der) },
  ],
  ['a certificate that is none', 'ERR_PKI_OCSP_MALFORMED', { certificates: [nullValue()] }],
  ['a reason that does not exist', 'ERR_PKI_OCSP_MALFORMED', { status: revokedStatus(7) }],
  ['a state that does not exist', 'ERR_PKI_OCSP_MALFORMED', { status: explicit(3, nullValue()) }],
  ['a critical extension', 'ERR_PKI_OCSP_MALFORMED', { extensions: [critical] }],
  ['a critical extension of the answer', 'ERR_PKI_OCSP_MALFORMED', { singleExtensions: [critical] }],
  [
    'an archive cutoff that is no time',
    'ERR_PKI_OCSP_MALFORMED',
    { singleExtensions: [extensionOf(oids.ocspArchiveCutoff, nullValue())] },
  ],
  ['a nonce that is none', 'ERR_PKI_OCSP_MALFORMED', { extensions: [extensionOf(oids.ocspNonce, nullValue())] }],
])('an answer is refused: %s', async (_what, code, wishes) => {
  const bytes = wishes instanceof Uint8Array ? wishes : answer(wishes)
  await expect(verify(bytes)).rejects.toMatchObject({ code, kind: 'upstream' })
})

test('a changed byte is refused by code, or changes nothing that was signed; never a crash', async () => {
  const sound = answer()
  await fc.assert(
    fc.asyncProperty(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 }), async (position, flip) => {
      const changed = sound.slice()
      changed[position] = (changed[position] ?? 0) ^ flip
      const outcome = await verify(changed).catch((error: unknown) => error)
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(PkiError)
      else expect(outcome).toMatchObject({ status: { kind: 'good' }, thisUpdate: at })
    }),
    { numRuns: 1000 },
  )
})
