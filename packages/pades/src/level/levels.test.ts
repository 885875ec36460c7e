import { expect, test } from '@jest/globals'
import { bytesSource, concatSources, openPdf, type RandomAccess } from '@waarmerk/pdf'
import { extension, oids } from '@waarmerk/pki'
import {
  type Issued,
  issue,
  issuingCa,
  person,
  root,
  signer,
  signerOf,
  timestampAuthority,
} from '../../test/certificates.ts'
import { bytesOf, codeOf, makePdf, onePage, withField } from '../../test/make-pdf.ts'
import { sign } from '../../test/signed.ts'
import { stampedAt, token, tsa } from '../../test/time-stamps.ts'
import { inspectDocument } from '../inspect/inspect-document.ts'
import type { RevocationSource } from '../ports.ts'
import { completeSignature } from '../sign/complete-signature.ts'
import { prepareSignature } from '../sign/prepare-signature.ts'
import { createDocumentSigner } from '../sign/sign-document.ts'
import { signedElsewhere, toBeSigned } from '../sign/to-be-signed.ts'
import { augmentDocument } from './augment-document.ts'
import { provePath } from './certificate-path.ts'
import { storedFirst } from './stored-revocation.ts'
import { timestampDocument } from './timestamp-document.ts'
import { collectMaterial } from './validation-material.ts'

const at = stampedAt
const pool = [issuingCa.certificate, root.certificate]
const trustAnchors = [root.certificate]

/** Says that everything is good, signed by whom the test wishes, else by the issuer itself. */
const goodBy = (responder?: Issued): RevocationSource => ({
  revocationOf: async ({ certificate, issuer }) => ({
    kind: 'ocsp',
    der: certificate.sha256,
    thisUpdate: at,
    nextUpdate: null,
    signer: responder?.certificate ?? issuer,
    certificates: [],
  }),
})

test('the material of a signer is his path, and a proof for each certificate below the anchor', async () => {
  const revocation = goodBy()
  const target = { certificate: person.certificate, pool, at }
  const { certificates, ocspResponses } = await collectMaterial([target, target], { revocation, trustAnchors })
  expect(new Set(certificates.map((der) => Buffer.from(der).toString('hex'))).size).toBe(3)
  expect(ocspResponses).toEqual([person.certificate.sha256, issuingCa.certificate.sha256])
})

test('a responder that needs no check ends the chain of proofs; one that does is proven too, up to a depth', async () => {
  const noCheck = [{ oid: oids.ocspNoCheck, critical: false, value: Uint8Array.of(5, 0) }]
  const target = { certificate: issuingCa.certificate, pool, at }
  const honest = issue({ name: 'Responder', issuer: root, extensions: noCheck })
  const { ocspResponses, certificates } = await collectMaterial([target], { revocation: goodBy(honest), trustAnchors })
  expect([ocspResponses.length, certificates.length]).toEqual([1, 3])
  const endless: RevocationSource = {
    revocationOf: async (question) => goodBy(issue({ name: 'Responder', issuer: root })).revocationOf(question),
  }
  expect(await codeOf(() => collectMaterial([target], { revocation: endless, trustAnchors }))).toBe(
    'ERR_PADES_TOO_MANY_RESPONDERS',
  )
})

test('a certificate that needs no proof is not asked about', async () => {
  const brief = issue({ name: 'x', issuer: root, extensions: [extension.noRevocationAvailable()] })
  const nobody: RevocationSource = { revocationOf: () => Promise.reject(new Error('asked')) }
  const material = await collectMaterial([{ certificate: brief.certificate, pool, at }], {
    revocation: nobody,
    trustAnchors,
  })
  expect(material.ocspResponses).toEqual([])
})

test('a missing issuer is fetched, and one that cannot be found is refused', async () => {
  const wanted = { certificate: person.certificate, pool: [], at }
  const asked: string[] = []
  const issuers = {
    issuersOf: async ({ subject }: { subject: string }) => {
      asked.push(subject)
      return subject.includes('Anna') ? [issuingCa.certificate] : [root.certificate]
    },
  }
  expect(await provePath(wanted, { trustAnchors, issuers })).toHaveLength(3)
  expect(await provePath(wanted, { issuers })).toHaveLength(3)
  expect(asked).toHaveLength(3)
  expect(await codeOf(() => provePath(wanted, { trustAnchors }))).toBe('ERR_PADES_CHAIN_INCOMPLETE')
  const useless = { issuersOf: async () => [timestampAuthority.certificate] }
  expect(await codeOf(() => provePath(wanted, { issuers: useless }))).toBe('ERR_PADES_CHAIN_INCOMPLETE')
  const later = { certificate: person.certificate, pool, at: new Date('2030-01-01') }
  expect(await codeOf(() => provePath(later, { trustAnchors }))).toBe('ERR_PKI_EXPIRED')
})

test('where nothing is stored and nobody can be asked a proof is missing', async () => {
  const question = { certificate: person.certificate, issuer: issuingCa.certificate }
  const store = { certificates: [], ocspResponses: [Uint8Array.of(1, 2, 3)], crls: [Uint8Array.of(4)] }
  expect(await codeOf(() => storedFirst(store, null).revocationOf(question))).toBe('ERR_PADES_PROOF_MISSING')
  expect(await codeOf(() => storedFirst(null, null).revocationOf(question))).toBe('ERR_PADES_PROOF_MISSING')
})

const augment = (source: RandomAccess) => () => augmentDocument({ source, level: 'B-T', tsa })

test('a file without signatures, or with a broken one, is not augmented', async () => {
  expect(await codeOf(augment(makePdf(onePage)))).toBe('ERR_PADES_NOTHING_TO_AUGMENT')
  const changed = bytesOf(await sign(undefined, undefined, null))
  changed[9] = (changed[9] ?? 0) ^ 1
  expect(await codeOf(augment(bytesSource(changed)))).toBe('ERR_PADES_AUGMENT_INVALID')
  expect(await codeOf(() => augmentDocument({ source: makePdf(onePage), level: 'B-T' }))).toBe(
    'ERR_PADES_LEVEL_NEEDS_SOURCE',
  )
})

test('a file with more signatures than anybody makes is refused', async () => {
  const numbers = Array.from({ length: 501 }, (_, index) => index + 10)
  const fields = numbers.map((number) => [
    number,
    `<</FT/Sig/T(f${number})/V<</Type/Sig/SubFilter/ETSI.CAdES.detached/ByteRange[0 1 2 3]/Contents<00>>>>>`,
  ])
  const form = `/AcroForm<</Fields[${numbers.map((number) => `${number} 0 R`).join(' ')}]>>`
  const objects = { ...onePage, 1: `<</Type/Catalog/Pages 2 0 R${form}>>`, ...Object.fromEntries(fields) }
  expect(await codeOf(() => inspectDocument({ source: makePdf(objects) }))).toBe('ERR_PADES_TOO_MANY_SIGNATURES')
})

test('a signature made elsewhere is completed with nothing but JSON, the increment and the value', async () => {
  const source = withField(makePdf(onePage))
  const made = await prepareSignature(source, {
    field: 'een',
    contentsBytes: 6000,
    signingTime: at,
    digests: ['sha384'],
  })
  const prepared = JSON.parse(JSON.stringify(made.prepared))
  const data = toBeSigned(prepared, signer)
  const signature = await signer.sign({ data, digest: new Uint8Array() })
  const { increment } = await completeSignature({
    source,
    prepared,
    increment: made.increment,
    signer: signedElsewhere({ ...signer, signature }),
    tsa,
  })
  const file = concatSources([source, bytesSource(increment)])
  expect((await inspectDocument({ source: file })).signatures).toMatchObject([{ valid: true, level: 'B-T' }])
  expect(openPdf(file).nextNumber).toBeGreaterThan(0)
  const wrong = signedElsewhere({ ...signer, signature: signature.slice().reverse() })
  const again = () => completeSignature({ source, prepared, increment: made.increment, signer: wrong, tsa })
  expect(await codeOf(again)).toBe('ERR_PADES_SIGNATURE_REJECTED')
  expect(toBeSigned(prepared, { ...signer, algorithm: 'ecdsa-sha384' })).not.toEqual(data)
  expect(await codeOf(() => toBeSigned(prepared, { ...signer, algorithm: 'ecdsa-sha512' }))).toBe(
    'ERR_PADES_PREPARED_INVALID',
  )
})

test('proofs that prove nothing are found out before a file is handed out', async () => {
  const deps = { signer, tsa, trustAnchors, revocation: goodBy() }
  const document = { source: makePdf(onePage), newField: { name: 'zegel' }, signingTime: at } as const
  for (const level of ['B-LT', 'B-LTA'] as const) {
    expect(await codeOf(() => createDocumentSigner(deps)({ ...document, level }))).toBe('ERR_PADES_SELF_CHECK_FAILED')
  }
  const source = await sign()
  const act = () => augmentDocument({ source, level: 'B-LT', ...deps })
  expect(await codeOf(act)).toBe('ERR_PADES_SELF_CHECK_FAILED')
})

test('a time stamp over something else is refused before it is embedded', async () => {
  const wrong = { ...tsa, timestamp: async () => token(new Uint8Array(32)) }
  expect(await codeOf(() => timestampDocument({ source: makePdf(onePage), tsa: wrong }))).toBe(
    'ERR_CMS_TIMESTAMP_IMPRINT_MISMATCH',
  )
})

test('a signature whose certificate had lapsed gets no time stamp that came too late', async () => {
  const lapsed = issue({ name: 'x', issuer: issuingCa, notAfter: new Date('2026-11-23T10:11:13Z') })
  const source = await sign(undefined, signerOf(lapsed), null)
  expect(await codeOf(() => augmentDocument({ source, level: 'B-T', tsa }))).toBe('ERR_PADES_CERTIFICATE_NOT_VALID')
})
