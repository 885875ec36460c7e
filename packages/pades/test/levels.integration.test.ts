import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { appendSecurityStore, bytesSource, concatSources, openPdf, type RandomAccess } from '@waarmerk/pdf'
import { parseCertificate, requireGood, verifyCrl } from '@waarmerk/pki'
import {
  augmentDocument,
  type BaselineLevel,
  baselineLevels,
  createDocumentSigner,
  inspectDocument,
  type RevocationProof,
  type RevocationSource,
  type Signer,
  timestampDocument,
} from '../src/index.ts'
import { encryptedFixture, encryptedNames, fixture, fixtureNames, ownerPassword } from './fixture.ts'
import { bytesOf, codeOf } from './make-pdf.ts'
import { type TrustWorld, trustWorld } from './trust-world.ts'

let world: TrustWorld
let signer: Signer
beforeAll(async () => {
  world = await trustWorld()
  signer = await world.signer('ecdsa-sha256', 'p-256')
})
afterAll(() => world.close())

const signingTime = new Date()
const grown = (base: RandomAccess, increments: readonly Uint8Array[]): RandomAccess =>
  bytesSource(bytesOf(concatSources([base, ...increments.map(bytesSource)])))

const signed = async (base: RandomAccess, level: BaselineLevel, name = 'zegel'): Promise<RandomAccess> => {
  const sign = createDocumentSigner({ ...world, signer })
  const { increments } = await sign({ source: base, newField: { name }, level, signingTime })
  return grown(base, increments)
}
const levels = async (source: RandomAccess) => {
  const { signatures } = await inspectDocument({ source, trustAnchors: world.trustAnchors })
  return signatures.map(({ field, level }) => `${field} ${level}`)
}

test.each(baselineLevels)('a signature of level %s is what it says', async (level) => {
  const file = await signed(fixture('libreoffice'), level)
  const report = await inspectDocument({ source: file, ...trust() })
  expect(report.signatures).toMatchObject([{ field: 'zegel', valid: true, level }])
  expect(report.timeStamps.map(({ valid }) => valid)).toEqual(level === 'B-LTA' ? [true] : [])
  expect(report.securityStore === null).toBe(level === 'B-B' || level === 'B-T')
})

test.each(encryptedNames)('%s gets every level with its password, keeps its prefix, and is renewed', async (name) => {
  const encrypted = { password: ownerPassword } as const
  const sign = createDocumentSigner({ ...world, signer })
  const base = encryptedFixture(name)
  const wishes = { newField: { name: 'zegel' }, level: 'B-LTA', signingTime, ...encrypted } as const
  const file = grown(base, (await sign({ ...wishes, source: base })).increments)
  expect(Buffer.compare(file.read(0, base.size), bytesOf(base))).toBe(0)
  const { increments } = await augmentDocument({ ...world, source: file, level: 'B-LTA', ...encrypted })
  const report = await inspectDocument({ source: grown(file, increments), ...trust(), ...encrypted })
  expect(report.signatures).toMatchObject([{ field: 'zegel', valid: true, level: 'B-LTA' }])
  expect(report.timeStamps.map(({ valid }) => valid)).toEqual([true, true])
  const wrong = { source: base, password: 'verkeerd' }
  expect(await codeOf(() => sign({ ...wishes, ...wrong }))).toBe('ERR_PDF_PASSWORD')
  expect(await codeOf(() => inspectDocument(wrong))).toBe('ERR_PDF_PASSWORD')
})

const trust = () => ({ trustAnchors: world.trustAnchors, timestampTrustAnchors: world.trustAnchors })

/** A source that counts what is read of it. */
const counted = (source: RandomAccess) => {
  let bytes = 0
  const reading = (position: number, length: number): Uint8Array => {
    bytes += length
    return source.read(position, length)
  }
  return { source: { size: source.size, read: reading }, read: () => bytes }
}

test.each(fixtureNames)(
  'the bytes of %s are hashed once for all levels, and handed out once, in order',
  async (name) => {
    const large = concatSources([bytesSource(new Uint8Array(0)), fixture(name)])
    const { source, read } = counted(large)
    const chunks: Uint8Array[] = []
    const sign = createDocumentSigner({ ...world, signer })
    await sign({
      source,
      newField: { name: 'zegel' },
      level: 'B-LTA',
      signingTime,
      onChunk: (chunk) => void chunks.push(Uint8Array.from(chunk)),
    })
    expect(Buffer.compare(Buffer.concat(chunks), bytesOf(large))).toBe(0)
    expect(read()).toBeGreaterThanOrEqual(large.size)
  },
)

test('a file is raised step by step, and renewed twice', async () => {
  let file = await signed(fixture('object-streams'), 'B-B')
  expect(await levels(file)).toEqual(['zegel B-B'])
  for (const level of ['B-T', 'B-LT', 'B-LTA', 'B-LTA', 'B-LTA'] as const) {
    const { increments } = await augmentDocument({ ...world, source: file, level })
    file = grown(file, increments)
    expect(await levels(file)).toEqual([`zegel ${level}`])
  }
  const { timeStamps } = await inspectDocument({ source: file, ...trust() })
  expect(timeStamps).toHaveLength(4)
  expect(timeStamps.every(({ valid, timestamp }) => valid && timestamp?.trusted)).toBe(true)
})

test('what a file proves already is not asked for again', async () => {
  const file = await signed(fixture('libreoffice'), 'B-LT')
  const before = { ...world.asked }
  const { increments } = await augmentDocument({ ...world, source: file, level: 'B-LT' })
  expect(increments).toEqual([])
  expect(world.asked.revocation).toBe(before.revocation)
})

test('two signatures by turns are both of the highest level', async () => {
  const file = await signed(await signed(fixture('pdf-lib'), 'B-LTA', 'een'), 'B-LTA', 'twee')
  expect(await levels(file)).toEqual(['een B-LTA', 'twee B-LTA'])
})

test('a file without signatures takes a time stamp', async () => {
  const base = fixture('chromium')
  const { increments, genTime } = await timestampDocument({ source: base, tsa: world.tsa })
  const { signatures, timeStamps } = await inspectDocument({ source: grown(base, increments), ...trust() })
  expect(signatures).toEqual([])
  expect(timeStamps).toMatchObject([{ valid: true, coversWholeFile: true, timestamp: { genTime, trusted: true } }])
})

test.each([
  ['B-T', 'rejection'],
  ['B-LT', 'ocsp-http-500'],
  ['B-LT', 'ocsp-revoked'],
  ['B-LTA', 'ocsp-bad-signature'],
] as const)('when level %s cannot be had (%s) there is no signature at all', async (level, fault) => {
  world.mock.setFault(fault)
  try {
    await expect(signed(fixture('libreoffice'), level)).rejects.toThrow()
  } finally {
    world.mock.setFault(null)
  }
})

test.each([
  ['B-T', { tsa: undefined }],
  ['B-LT', { revocation: undefined }],
] as const)('level %s without its source is refused before anything is read', async (level, lacking) => {
  const { source, read } = counted(fixture('libreoffice'))
  const sign = createDocumentSigner({ ...world, signer, ...lacking })
  const act = () => sign({ source, newField: { name: 'zegel' }, level, signingTime })
  expect(await codeOf(act)).toBe('ERR_PADES_LEVEL_NEEDS_SOURCE')
  expect(read()).toBe(0)
})

test('an issuer that nobody can name is refused with its own code', async () => {
  const { issuers: _, ...withoutIssuers } = world
  const [certificate] = signer.certificates
  const alone = { ...signer, certificates: [certificate as Uint8Array] }
  const sign = createDocumentSigner({ ...withoutIssuers, signer: alone })
  const document = { source: fixture('libreoffice'), newField: { name: 'zegel' }, level: 'B-LT', signingTime } as const
  expect(await codeOf(() => sign(document))).toBe('ERR_PADES_CHAIN_INCOMPLETE')
  const found = await createDocumentSigner({ ...world, signer: alone })(document)
  expect(await levels(grown(document.source, found.increments))).toEqual(['zegel B-LT'])
})

/** The lists of both authorities, as a source that answers from nothing else. */
const listsOnly = async (): Promise<RevocationSource> => {
  const get = async (name: string) =>
    new Uint8Array(await (await fetch(`${world.mock.url}/crl/${name}.crl`)).arrayBuffer())
  const lists = { issuing: await get('issuing'), root: await get('root') }
  return {
    async revocationOf({ certificate, issuer }) {
      const crl = lists[Buffer.compare(issuer.subjectDer, issuer.issuerDer) === 0 ? 'root' : 'issuing']
      const { status, der, thisUpdate, nextUpdate } = await verifyCrl({ crl, certificate, issuer, at: new Date() })
      requireGood(status)
      return { kind: 'crl', der, thisUpdate, nextUpdate, signer: issuer, certificates: [] }
    },
  }
}

test('answers and lists from before the signature are enough for every level while they are the newest', async () => {
  const kept = new Map<string, Promise<RevocationProof>>()
  const keeping: RevocationSource = {
    revocationOf(question) {
      const key = question.certificate.serialNumber
      const answer = kept.get(key) ?? world.revocation.revocationOf(question)
      kept.set(key, answer)
      return answer
    },
  }
  for (const revocation of [keeping, keeping, await listsOnly()]) {
    const sign = createDocumentSigner({ ...world, signer, revocation })
    const source = fixture('libreoffice')
    const { increments } = await sign({ source, newField: { name: 'zegel' }, level: 'B-LTA', signingTime })
    expect(await levels(grown(source, increments))).toEqual(['zegel B-LTA'])
  }
})

/** A file with a revision that stores the list of the issuing authority. */
const withList = async (file: RandomAccess): Promise<RandomAccess> => {
  const response = await fetch(`${world.mock.url}/crl/issuing.crl`)
  const crls = [new Uint8Array(await response.arrayBuffer())]
  return grown(file, [appendSecurityStore(openPdf(file), { certificates: [], ocspResponses: [], crls })])
}

test('a signature by a certificate that the file itself says was revoked by then is not valid; revoked later, it is', async () => {
  const revoked = await world.signer('ecdsa-sha256', 'p-256')
  const { serialNumber } = parseCertificate(revoked.certificates[0] as Uint8Array)
  const sign = createDocumentSigner({ ...world, signer: revoked })
  const make = async (level: BaselineLevel = 'B-T') => {
    const source = fixture('libreoffice')
    return grown(source, (await sign({ source, newField: { name: 'zegel' }, level, signingTime })).increments)
  }
  const before = await make()
  const genTime = (await inspectDocument({ source: before })).signatures[0]?.timestamp?.genTime as Date
  world.mock.revoke(serialNumber, { at: new Date(genTime.getTime() + 1000), reason: 'keyCompromise' })
  const sound = await inspectDocument({ source: await withList(before), ...trust() })
  expect(sound.signatures).toMatchObject([{ valid: true }])
  const unstamped = await inspectDocument({ source: await withList(await make('B-B')), ...trust() })
  expect(unstamped.signatures).toMatchObject([{ valid: false, level: null }])
  world.mock.revoke(serialNumber, { at: new Date(genTime.getTime() - 60_000), reason: 'keyCompromise' })
  const { signatures } = await inspectDocument({ source: await withList(await make()), ...trust() })
  expect(signatures).toMatchObject([{ valid: false, indication: 'INDETERMINATE', level: null }])
  expect(signatures[0]?.checks.at(-1)).toEqual({ name: 'revocation', outcome: 'failed', code: 'ERR_PKI_REVOKED' })
})
