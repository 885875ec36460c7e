import { beforeAll, expect, test } from '@jest/globals'
import { CodedError } from '@waarmerk/coded-error'
import { bytesSource } from '@waarmerk/pdf'
import { changesOf, leavesOf, membersOf, replaced } from '../../test/leaves.ts'
import { brokenAt, verifyWorld } from '../../test/verify.ts'
import { buildWorld, sealWith, type World } from '../../test/world.ts'
import { canonicalBytes } from '../json/canonical-json.ts'
import { evidenceStepNames } from './evidence-step.ts'
import type { EvidenceToVerify } from './verify-evidence.ts'

let world: World

beforeAll(async () => {
  world = await buildWorld({ visible: true })
  expect(brokenAt(await verifyWorld(world))).toBe('VERIFIED')
})

/** Where it broke; a refusal before the first step counts, if it has a code. Anything else fails the test. */
const outcome = async (changes: Partial<EvidenceToVerify>): Promise<string> => {
  try {
    return brokenAt(await verifyWorld(world, changes))
  } catch (error) {
    if (error instanceof CodedError) return `refused ${error.code}`
    throw error
  }
}

const saysWhere = new RegExp(`^(refused|${evidenceStepNames.join('|')}) ERR_[A-Z_]+$`)

const unsealed = (record: unknown) => ({
  ...world.evidence,
  payload: Buffer.from(canonicalBytes(record)).toString('base64url'),
})

test('every field of the record, changed a little without the sealing key, breaks the verification and says where', async () => {
  for (const { path, value } of leavesOf(world.record)) {
    for (const changed of changesOf(value)) {
      const evidence = unsealed(replaced(world.record, path, changed))
      expect([path.join('.'), await outcome({ evidence })]).toEqual([path.join('.'), expect.stringMatching(saysWhere)])
    }
  }
})

test('every member of the record that is taken away breaks the verification', async () => {
  for (const path of membersOf(world.record)) {
    const evidence = unsealed(replaced(world.record, path, undefined))
    expect([path.join('.'), await outcome({ evidence })]).toEqual([path.join('.'), expect.stringMatching(saysWhere)])
  }
})

// What only the service knows, and says under its seal: nothing else rests on it.
const wordOfTheService = [
  'verifiedAt.identification',
  'verifiedAt.authorisation',
  'events.0.at',
  'events.0.type',
  'keyProvenance',
]

test('with the sealing key, only what is the word of the service alone can be changed', async () => {
  const survived = new Set<string>()
  for (const { path, value } of leavesOf(world.record)) {
    const provenance = path.join() === 'keyProvenance' ? ['witnessed'] : []
    for (const changed of [...changesOf(value), ...provenance]) {
      const evidence = await sealWith(world.seal, world.ca, replaced(world.record, path, changed))
      const where = await outcome({ evidence })
      if (where === 'VERIFIED') survived.add(path.join('.'))
      else expect(where).toMatch(saysWhere)
    }
  }
  expect([...survived].sort()).toEqual([...wordOfTheService].sort())
})

test('every field of the seal, changed a little, breaks the verification', async () => {
  for (const { path, value } of leavesOf(world.evidence)) {
    for (const changed of changesOf(value)) {
      const evidence = replaced(world.evidence, path, changed)
      expect([path.join('.'), await outcome({ evidence })]).toEqual([path.join('.'), expect.stringMatching(saysWhere)])
    }
  }
})

test("every part of the provider's key, changed a little, breaks the verification", async () => {
  for (const { path, value } of leavesOf(world.jwks)) {
    for (const changed of changesOf(value)) {
      const where = await outcome({ opJwks: replaced(world.jwks, path, changed) })
      expect([path.join('.'), where]).toEqual([path.join('.'), expect.stringMatching(/^token ERR_/)])
    }
  }
})

/** Positions spread over a file: dense in the signature dictionary, sparse in its digits and elsewhere. */
const positions = (pdf: Uint8Array): number[] => {
  const file = Buffer.from(pdf)
  const start = file.indexOf('/Contents <')
  const end = file.indexOf('>', start)
  const step = (at: number) => {
    if (at > start && at < end) return 997
    return Math.abs(at - start) < 150 || Math.abs(at - end) < 150 ? 5 : 151
  }
  return Array.from(pdf.keys()).filter((at) => at % step(at) === 0)
}

test('bytes all over the PDF, changed a little, one at a time, break the verification and say where', async () => {
  const original = world.pdfs[0] ?? new Uint8Array()
  for (const at of positions(original)) {
    const pdf = original.slice()
    // 0x20 turns a hexadecimal letter into the other case: the same meaning to a reader, other bytes all the same.
    pdf[at] = (pdf[at] ?? 0) ^ (at % 2 === 0 ? 0x01 : 0x20)
    const where = await outcome({ pdf: bytesSource(pdf) })
    expect([at, where]).toEqual([at, expect.stringMatching(/^(signature|bytes|time-stamp) ERR_/)])
  }
}, 180_000)

test('bytes appended to the PDF are reported, whatever they are', async () => {
  const original = world.pdfs[0] ?? new Uint8Array()
  const shadow = '\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Size 2/Root 1 0 R>>\nstartxref\n0\n%%EOF\n'
  for (const tail of ['\n', 'x', '\0', shadow]) {
    const pdf = new Uint8Array(Buffer.concat([original, Buffer.from(tail, 'latin1')]))
    expect(await outcome({ pdf: bytesSource(pdf) })).toBe('bytes ERR_VERIFY_BYTES_APPENDED')
  }
})

test('a PDF that was cut short breaks the verification', async () => {
  const original = world.pdfs[0] ?? new Uint8Array()
  for (const size of [0, 1, 100, original.length - 100, original.length - 1]) {
    expect(await outcome({ pdf: bytesSource(original.subarray(0, size)) })).toMatch(/^(signature|bytes) ERR_/)
  }
})
