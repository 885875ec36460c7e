import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'
import { CodedError } from '@waarmerk/coded-error'
import { makeInput } from './input.ts'
import { byteMutations } from './mutations/bytes.ts'
import { readSoakOptions } from './options.ts'
import { createRandom } from './random.ts'
import { documentSubject } from './subjects/document.ts'
import { messageSubjects } from './subjects/messages.ts'
import { attempt, SoakFinding, type Subject } from './subjects/subject.ts'
import { createSummary } from './summary.ts'
import { useInput } from './use-input.ts'

const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 256)
const subjectOf = (use: Subject['use']): Subject => ({ name: 'subject', seeds: [], mutations: [], use })
const subjects = [await documentSubject(undefined), ...messageSubjects()] as const
const used = (use: Subject['use']) => useInput({ subject: subjectOf(use), origin: 'one, changed', bytes })

test('the same seed and number make the same input, another number another one', () => {
  const make = (seed: number, index: number) => {
    const { origin, bytes: made } = makeInput(seed, index, subjects)
    return `${origin} ${Buffer.from(made).toString('base64')}`
  }
  const inputs = [0, 1, 2, 3, 4, 5].map((index) => make(7, index))
  expect([0, 1, 2, 3, 4, 5].map((index) => make(7, index))).toEqual(inputs)
  expect(new Set([...inputs, make(8, 0)]).size).toBe(7)
})

test('numbers stay below their bound and reach all of it', () => {
  const random = createRandom(1, 1)
  const seen = new Set(Array.from({ length: 500 }, () => random.below(7)))
  expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6])
})

test.each(Object.entries(byteMutations))(
  '%s changes what it gives back and leaves what it was given',
  (_, mutation) => {
    const before = Uint8Array.from(bytes)
    const outputs = Array.from({ length: 20 }, (_unused, index) => mutation(bytes, createRandom(1, index), bytes))
    expect(bytes).toEqual(before)
    expect(outputs.some((output) => Buffer.compare(output, bytes) !== 0)).toBe(true)
  },
)

test('every seed is in order before it is damaged, and damage behind a right cross-reference is reached', async () => {
  const [documents, ...messages] = subjects
  for (const seed of documents.seeds)
    expect([seed.name, await documents.use(seed.bytes)]).toEqual([seed.name, 'signed'])
  for (const { seeds, use } of messages) {
    for (const { name, bytes: sound } of seeds) {
      expect([name, await use(sound)]).toEqual([name, name === 'ca.der' ? 'ERR_PKI_CHAIN_BROKEN' : 'accepted'])
    }
  }
  // Not of encrypted files: their object streams cannot be looked into without the key.
  for (const { name, bytes: sound } of documents.seeds.filter((seed) => !seed.name.includes('encrypted'))) {
    const repaired = documents.repair?.(sound, createRandom(1, 1)) ?? sound
    expect([name, await documents.use(repaired)]).toEqual([name, 'signed'])
  }
})

class Refusal extends CodedError {}

test('a refusal with a code is an outcome; anything else, or a code that blames us, is a finding', async () => {
  const refuse = (kind: 'caller' | 'defect') => () => {
    throw new Refusal('ERR_TEST', kind, 'no')
  }
  expect(await attempt(refuse('caller'))).toEqual({ code: 'ERR_TEST' })
  await expect(attempt(refuse('defect'))).rejects.toThrow(Refusal)
  expect(await used(async () => 'signed')).toMatchObject({ outcome: 'signed', origin: 'one, changed' })
  const thrown = await used(() => Promise.reject(new SoakFinding('broken 1')))
  expect(thrown).toMatchObject({ outcome: 'finding', finding: { problem: 'Error: broken 1', bytes } })
  expect(thrown.finding?.stack).toContain('scripts/soak/soak.test.ts')
})

test('an input that takes too long is a finding, however it ended', async () => {
  let now = 0
  const clock = () => {
    now += 1999
    return now
  }
  const input = { subject: subjectOf(async () => 'signed'), origin: 'one', bytes }
  expect((await useInput(input, clock)).finding).toBeUndefined()
  const slow = await useInput(input, () => clock() + clock())
  expect(slow.finding?.problem).toContain('slow')
})

test('findings of one kind are one group, of which the first three are kept', async () => {
  const kept: number[] = []
  const summary = createSummary(7, (index) => `kept ${kept.push(index)}`)
  for (let index = 0; index < 5; index += 1) {
    summary.add({ index, ...(await used(() => Promise.reject(new SoakFinding(`broken ${index}`)))) })
  }
  summary.add({ index: 5, ...(await used(async () => 'signed')) })
  const { findings, outcomes, inputs } = summary.result()
  expect({ inputs, outcomes }).toEqual({ inputs: 6, outcomes: { subject: { finding: 5, signed: 1 } } })
  expect(findings).toMatchObject([{ count: 5, examples: [{ file: 'kept 1' }, { file: 'kept 2' }, { file: 'kept 3' }] }])
})

test('the seed is the day when none is given, and only whole numbers are taken', () => {
  const day = new Date('2026-11-25T23:00:00Z')
  expect(readSoakOptions([], '/', day)).toMatchObject({ inputs: 5000, seed: 20261125, corpus: undefined })
  expect(readSoakOptions(['--inputs', '9', '--corpus', 'a'], '/b', day)).toMatchObject({ inputs: 9, corpus: '/b/a' })
  for (const args of [
    ['--inputs', '0'],
    ['--seed', 'x'],
    ['--seed', '1.5'],
    ['--inputs', '1e3'],
  ]) {
    expect(() => readSoakOptions(args, '/', day)).toThrow(/takes a whole number/)
  }
  expect(() => readSoakOptions(['--other'], '/', day)).toThrow(/--other/)
})

test.each([
  [['--help'], 0, /^Usage: .*--replay FILE\n$/s, /^$/],
  [['--other'], 2, /^$/, /^soak: .*--other.*\n$/],
  [['--inputs', '0'], 2, /^$/, /^soak: --inputs takes a whole number.*\n$/],
])('soak %j ends with %d, and no trace', (args, status, stdout, stderr) => {
  const main = fileURLToPath(new URL('main.ts', import.meta.url))
  const ended = spawnSync(process.execPath, ['--conditions=@waarmerk/source', main, ...args], { encoding: 'utf8' })
  expect(ended).toMatchObject({ status, stdout: expect.stringMatching(stdout), stderr: expect.stringMatching(stderr) })
})
