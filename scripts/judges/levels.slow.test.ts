import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from '@jest/globals'
import { type BaselineLevel, baselineLevels, inspectDocument } from '@waarmerk/pades'
import { bytesSource, type RandomAccess } from '@waarmerk/pdf'
import { parseCertificate, type SignatureAlgorithm } from '@waarmerk/pki'
import { isFailure, type JudgeFailure } from './judge-job.ts'
import { judgeTest } from './judge-test.ts'
import { type Judges, openJudges } from './judges.ts'
import { type KeyKind, type SigningWorld, startSigningWorld } from './signing-world.ts'

let judges: Judges
let world: SigningWorld
beforeAll(async () => {
  judges = openJudges({ secondsPerAnswer: 300 })
  world = await startSigningWorld()
})
afterAll(async () => {
  judges.close()
  await world.close()
})

const fixture = (name: string): RandomAccess =>
  bytesSource(readFileSync(new URL(`../../packages/pdf/test/fixtures/${name}.pdf`, import.meta.url)))

/** The verdict, which must be one. */
const answered = <V extends object>(verdict: V | JudgeFailure): V => {
  if (isFailure(verdict)) throw new Error(verdict.error)
  return verdict as V
}

const formats = { 'B-B': 'B', 'B-T': 'T', 'B-LT': 'LT', 'B-LTA': 'LTA' } as const
const everyJudge = judgeTest('pdfsig', 'qpdf', 'pyhanko', 'dss')

const keys: readonly (readonly [SignatureAlgorithm, KeyKind])[] = [
  ['rsa-sha256', 'rsa-2048'],
  ['rsa-pss-sha256', 'rsa-3072'],
  ['ecdsa-sha256', 'p-256'],
  ['ecdsa-sha384', 'p-384'],
]
const matrix = keys.flatMap((key) => baselineLevels.map((level) => [...key, level] as const))

everyJudge.each(matrix)(
  'pdfsig, qpdf, pyHanko and EU DSS pass %s by a key of kind %s at level %s',
  async (algorithm, key, level) => {
    const signer = await world.signer(algorithm, key)
    const file = world.write(`${key}-${level}.pdf`, await world.sign(fixture('libreoffice'), signer, { level }))
    await expectPassed(file, level, 1)
  },
)

// Not with --cleartext-metadata: pyHanko 0.38 decrypts those all the same where it looks back at an earlier revision.
everyJudge.each([
  ['RC4', ['128', '--use-aes=n']],
  ['AES-128', ['128', '--use-aes=y']],
  ['AES-256', ['256']],
])(
  'pdfsig, qpdf, pyHanko and EU DSS pass a signature of level B-LTA on a file encrypted with %s',
  async (name, how) => {
    const encrypted = { password: 'eigenaar' } as const
    const plain = world.write('plain.pdf', fixture('libreoffice'))
    const path = join(world.folder, `${name}.pdf`)
    execFileSync('qpdf', ['--allow-weak-crypto', '--encrypt', 'gebruiker', 'eigenaar', ...how, '--', plain, path])
    const base = bytesSource(readFileSync(path))
    const signer = await world.signer('ecdsa-sha256', 'p-256')
    const signed = await world.sign(base, signer, { level: 'B-LTA', ...encrypted })
    await expectPassed(world.write(`${name}-signed.pdf`, signed), 'B-LTA', 1, encrypted)
  },
)

/** All judges pass every signature of a file and find it to be of this level, offline but for today's lists. */
async function expectPassed(
  file: string,
  level: BaselineLevel,
  count: number,
  encrypted: { readonly password?: string } = {},
): Promise<void> {
  const job = { file, ...encrypted, trust: [world.anchors], crls: await world.lists() }
  const dss = answered(await judges.dss(job))
  const found = dss.signatures.map(({ indication, format, errors }) => [indication, format, errors])
  expect(found).toEqual(Array(count).fill(['TOTAL_PASSED', `PAdES-BASELINE-${formats[level]}`, []]))
  const pyhanko = answered(await judges.pyhanko({ ...job, profile: level === 'B-LTA' ? 'lta' : 'basic' }))
  expect(pyhanko.strict).toBe(true)
  for (const signature of pyhanko.signatures) {
    expect(signature).toMatchObject({ passed: true })
    if (level === 'B-LTA' && signature.kind === 'signature') expect(signature.longTerm).toMatchObject({ passed: true })
  }
  const pdfsig = answered(await judges.pdfsig({ file, ...encrypted }))
  expect(pdfsig.signatures.filter(({ valid }) => valid)).toHaveLength(count)
  expect(answered(await judges.qpdf({ file, ...encrypted }))).toEqual({ state: 'clean', complaints: [] })
}

everyJudge(
  'pdfsig, qpdf, pyHanko and EU DSS pass twenty signatures by turns on one file, each B-LTA',
  async () => {
    const signer = await world.signer('ecdsa-sha256', 'p-256')
    let file = fixture('object-streams')
    for (let turn = 1; turn <= 20; turn += 1) {
      file = await world.sign(file, signer, { level: 'B-LTA', newField: { name: `beurt${turn}` } })
    }
    const { signatures } = await inspectDocument({ source: file, trustAnchors: world.trustAnchors })
    expect(signatures.map(({ valid, level }) => [valid, level])).toEqual(Array(20).fill([true, 'B-LTA']))
    await expectPassed(world.write('twenty.pdf', file), 'B-LTA', 20)
  },
  600_000,
)

const day = 86_400_000

everyJudge(
  'pyHanko and EU DSS pass a file that was renewed twice, after the certificates of its first two time stamps expired',
  async () => {
    const start = new Date(Date.now() - 45 * day)
    const past = await startSigningWorld({ start, tsaValidity: 30 })
    try {
      const signer = await past.signer('ecdsa-sha256', 'p-256')
      let file = await past.sign(fixture('pdf-lib'), signer, { level: 'B-LTA' })
      const renewals = [
        { after: 20, until: new Date(start.getTime() + 35 * day) },
        { after: 32, until: new Date(Date.now() + 365 * day) },
      ]
      for (const { after, until } of renewals) {
        past.setClock(new Date(start.getTime() + after * day))
        await past.mock.renewTsa({ notAfter: until })
        file = await past.renew(file)
      }
      past.setClock(null)
      const { timeStamps } = await inspectDocument({ source: file, timestampTrustAnchors: past.trustAnchors })
      expect(timeStamps.map(({ valid }) => valid)).toEqual([true, true, true])
      const certificates = timeStamps.map(({ timestamp }) => timestamp?.certificate)
      const expired = certificates.map((certificate) => (certificate?.notAfter.getTime() ?? 0) < Date.now())
      expect(expired).toEqual([true, true, false])
      const last = certificates.at(-1)
      const [leaf, issuing] = signer.certificates.map(parseCertificate)
      const [root] = past.trustAnchors
      if (!leaf || !issuing || !root || !last) throw new Error('a certificate is missing')
      const ocsps = await past.answers([
        { certificate: leaf, issuer: issuing },
        { certificate: issuing, issuer: root },
        { certificate: last, issuer: root },
      ])
      const job = { file: past.write('renewed.pdf', file), trust: [past.anchors], ocsps }
      const dss = answered(await judges.dss(job))
      expect(dss.signatures).toMatchObject([{ indication: 'TOTAL_PASSED', format: 'PAdES-BASELINE-LTA' }])
      const pyhanko = answered(await judges.pyhanko({ ...job, profile: 'lta' }))
      expect(pyhanko.signatures.find(({ kind }) => kind === 'signature')?.longTerm).toMatchObject({ passed: true })
    } finally {
      await past.close()
    }
  },
  120_000,
)
