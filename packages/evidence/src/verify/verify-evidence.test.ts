import { beforeAll, expect, test } from '@jest/globals'
import { bytesSource } from '@waarmerk/pdf'
import { parseCertificate } from '@waarmerk/pki'
import { authority, issue } from '../../test/certificate-authority.ts'
import { ecKey } from '../../test/forger.ts'
import { brokenAt, verifyWorld } from '../../test/verify.ts'
import { buildWorld, sealWith, type World } from '../../test/world.ts'
import { canonicalBytes } from '../json/canonical-json.ts'
import { redactEvidence } from '../record/redacted-evidence.ts'
import { sealEvidence } from '../record/seal-evidence.ts'
import { evidenceStepNames } from './evidence-step.ts'
import { verifyEvidence } from './verify-evidence.ts'

let honest: World

beforeAll(async () => {
  honest = await buildWorld()
})

const statuses = (report: Awaited<ReturnType<typeof verifyEvidence>>) =>
  Object.fromEntries(report.steps.map(({ step, status }) => [step, status]))

test('an honest signature is verified, step by step, in the order of the protocol', async () => {
  const report = await verifyWorld(honest)
  expect(report.steps.map(({ step }) => step)).toEqual(evidenceStepNames)
  expect(report).toMatchObject({
    verdict: 'VERIFIED',
    test: true,
    keyProvenance: { used: 'given', recorded: 'asserted' },
    verified: {
      document: honest.record.documents[0]?.id,
      signer: 'Anna de Wit',
      issuer: 'https://op.example',
      issuerOperator: 'third-party',
      assurance: 'substantial',
      claim: { level: 'advanced', unmet: [], waived: ['hardware-ca-key'] },
    },
  })
  expect(new Set(Object.values(statuses(report)))).toEqual(new Set(['ok']))
})

test('without trust anchors exactly the certificate, the time stamp and the seal are asserted', async () => {
  const { pdfs, evidence, jwks } = honest
  const pdf = bytesSource(pdfs[0] ?? new Uint8Array())
  const report = await verifyEvidence({ pdf, evidence, opJwks: jwks })
  expect(report.verdict).toBe('VERIFIED')
  const asserted = report.steps.flatMap(({ step, status }) => (status === 'asserted' ? [step] : []))
  expect(asserted).toEqual(['certificate', 'time-stamp', 'seal'])
})

test('a visible signature is verified with its look', async () => {
  expect(brokenAt(await verifyWorld(await buildWorld({ visible: true })))).toBe('VERIFIED')
})

test('of several documents signed in one act, each one given is recognised and verified', async () => {
  const world = await buildWorld({ texts: ['Brief', 'Bijlage'] })
  const found = await Promise.all(
    world.pdfs.map(async (pdf) => (await verifyWorld(world, { pdf: bytesSource(pdf) })).verified?.document),
  )
  expect(found).toEqual(world.record.documents.map(({ id }) => id))
  const other = await verifyWorld(world, { pdf: bytesSource(honest.pdfs[0] ?? new Uint8Array()) })
  expect(brokenAt(other)).toBe('signature ERR_VERIFY_DOCUMENT_UNKNOWN')
})

test("the provider's keys are certified when a chain in the key set leads to a trust anchor", async () => {
  const opKey = await ecKey('op-1')
  const root = authority('PKI')
  const certificateFor = (key: typeof opKey) => {
    const keys = { privateKey: key.privateKey, publicKey: key.publicKey }
    return issue({ subject: [['commonName', 'OP']], issuer: root, extensions: [], keys }).certificate
  }
  const world = await buildWorld({ login: { opKey } })
  const trustAnchors = [...world.trustAnchors, parseCertificate(root.certificate)]
  const used = async (certificate: Uint8Array, anchors = trustAnchors) => {
    const x5c = [Buffer.from(certificate).toString('base64')]
    const report = await verifyWorld(world, { opJwks: { keys: [{ ...opKey.jwk, x5c }] }, trustAnchors: anchors })
    expect(report.verdict).toBe('VERIFIED')
    return report.keyProvenance.used
  }
  expect(await used(certificateFor(opKey))).toBe('certified')
  expect(await used(certificateFor(opKey), [...world.trustAnchors])).toBe('given')
  expect(await used(certificateFor(await ecKey('op-1')))).toBe('given')
  expect(await used(Uint8Array.of(1, 2, 3))).toBe('given')
})

test('redacted evidence is refused: there is no login in it to verify', async () => {
  const { seal, record } = honest
  const evidence = await sealEvidence(redactEvidence(record), {
    privateKey: seal.privateKey,
    x5c: [seal.certificate],
  })
  await expect(verifyWorld(honest, { evidence })).rejects.toMatchObject({ code: 'ERR_EVIDENCE_REDACTED' })
})

test('what is no evidence is refused before any step', async () => {
  await expect(verifyWorld(honest, { evidence: {} })).rejects.toMatchObject({ code: 'ERR_EVIDENCE_INVALID' })
})

test('the report names nobody but the signer, and holds no token, salt or identifier', async () => {
  const text = JSON.stringify(await verifyWorld(honest))
  const { login, record } = honest
  const secrets = ['999990019', record.salts.subject, record.salts.name, login.manifest.authorisation.idToken]
  for (const secret of secrets) expect(text).not.toContain(secret)
})

test('a record whose events were changed no longer fits its seal', async () => {
  const record = { ...honest.record, events: [] }
  const payload = Buffer.from(canonicalBytes(record)).toString('base64url')
  const changed = await verifyWorld(honest, { evidence: { ...honest.evidence, payload } })
  expect(brokenAt(changed)).toBe('seal ERR_VERIFY_SEAL')
})

test('evidence sealed by a stranger is found out with trust anchors, and asserted by that stranger without', async () => {
  const stranger = authority('Vreemde')
  const evidence = await sealWith(stranger, stranger, honest.record)
  expect(brokenAt(await verifyWorld(honest, { evidence }))).toBe('seal ERR_PKI_ISSUER_UNKNOWN')
})
