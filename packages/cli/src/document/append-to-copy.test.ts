import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { samplePdf } from '../../test/sample-pdf.ts'
import { readOptions } from '../options.ts'
import { appendToCopy, type DocumentToChange } from './append-to-copy.ts'
import { outputOptions } from './output-options.ts'

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
  return { increments: [Buffer.from('% een'), Buffer.from(' twee\n')], note: 'done' }
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
  await expect(appendToCopy(request(), async () => ({ increments: [] }))).rejects.toThrow(TypeError)
  expect(readdirSync(directory)).toEqual(['in.pdf'])
})
