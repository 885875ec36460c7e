import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { samplePdf } from '../../test/sample-pdf.ts'
import { readOptions } from '../options.ts'
import { appendToCopy, type DocumentToChange } from './append-to-copy.ts'
import { outputOptions } from './output-options.ts'
import type { Promised } from './require-promised.ts'

const directory = mkdtempSync(join(tmpdir(), 'waarmerk-copy-'))
beforeAll(() => writeFileSync(join(directory, 'in.pdf'), samplePdf()))
afterAll(() => rmSync(directory, { recursive: true }))

const request = (...args: string[]) => ({
  input: { path: join(directory, 'in.pdf'), name: 'in.pdf' },
  given: readOptions(['-o', 'out.pdf', ...args], { options: outputOptions, directory }),
  surroundings: {
    directory,
    print: () => {},
    variable: () => undefined,
    progress: { isTerminal: () => false, write: () => {} },
    now: () => new Date(),
  },
  trust: {},
})

/** Reads the document as the engine does, and appends a comment. */
const comment = async ({ source, onChunk }: DocumentToChange) => {
  for (let at = 0; at < source.size; at += 100) onChunk(source.read(at, Math.min(100, source.size - at)), at)
  return { increments: [Buffer.from('% een'), Buffer.from(' twee\n')], genTime: null, note: 'done' }
}

test('the copy is the input, byte for byte, and what is appended', async () => {
  const written = await appendToCopy(request(), comment)
  expect(written).toMatchObject({ made: { note: 'done' }, bytes: samplePdf().length + 11, bytesAdded: 11 })
  expect(readFileSync(join(directory, 'out.pdf'), 'latin1')).toBe(`${samplePdf().toString('latin1')}% een twee\n`)
  expect(readdirSync(directory).sort()).toEqual(['in.pdf', 'out.pdf'])
  rmSync(join(directory, 'out.pdf'))
})

test('with --verify what does not validate is not handed out', async () => {
  const refused = appendToCopy(request('--verify'), comment)
  await expect(refused).rejects.toMatchObject({ code: 'ERR_CLI_NOT_VALID', kind: 'defect' })
  expect(readdirSync(directory)).toEqual(['in.pdf'])
})

test('a document that was not read as a whole is a defect, not an output', async () => {
  await expect(appendToCopy(request(), async () => ({ increments: [], genTime: null }))).rejects.toThrow(TypeError)
  expect(readdirSync(directory)).toEqual(['in.pdf'])
})

const golden = readFileSync(fileURLToPath(new URL('../../test/golden/signed.pdf', import.meta.url)))
const unsigned = golden.subarray(0, golden.indexOf('%%EOF', golden.indexOf('%%EOF') + 1) + 6)
const genTime = new Date()

test.each<[string, Promised, Uint8Array, string | null]>([
  ['its field at its level', { field: 'Handtekening1', level: 'B-T', genTime }, unsigned, null],
  ['a lower level than it has', { field: 'Handtekening1', level: 'B-B', genTime }, unsigned, null],
  ['what was signed before', { level: 'B-T', genTime: null }, golden, null],
  ['a higher level', { field: 'Handtekening1', level: 'B-LT', genTime }, unsigned, 'not at level B-LT'],
  ['a higher level of all', { level: 'B-LTA', genTime }, unsigned, 'not at level B-LTA'],
  ['another field', { field: 'elders', level: 'B-T', genTime }, unsigned, 'not at level B-T'],
  [
    'a signature where there was one before',
    { field: 'Handtekening1', level: 'B-T', genTime },
    golden,
    'does not validate',
  ],
  ['a time stamp where there was none', { genTime }, golden, 'does not validate'],
])('a signed file that promises %s is verified against that', async (_, promised, before, says) => {
  const input = { path: join(directory, 'before.pdf'), name: 'before.pdf' }
  writeFileSync(input.path, before)
  const written = appendToCopy({ ...request('--verify', '--force'), input }, async (document) => {
    await comment(document)
    return { ...promised, increments: [golden.subarray(before.length)] }
  })
  if (says === null) expect((await written).bytes).toBe(golden.length)
  else
    await expect(written).rejects.toMatchObject({ code: 'ERR_CLI_NOT_VALID', message: expect.stringContaining(says) })
})
