import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { openFileSource } from './file-source.ts'
import { createOutputFile } from './output-file.ts'
import { outputTarget } from './output-target.ts'

let directory: string
const named = (name: string) => ({ path: join(directory, name), name })
const codeIs = (code: string) => expect.objectContaining({ code })

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'waarmerk-output-'))
  writeFileSync(join(directory, 'in'), 'input', { mode: 0o640 })
})
afterEach(() => rmSync(directory, { recursive: true }))

/** Writes `parts` for an input that is said to be `size` bytes long. */
const write = (name: string, parts: readonly string[], options: { force?: boolean; size?: number } = {}): void => {
  using input = openFileSource(named('in'))
  const target = outputTarget(named(name), options.force ?? false, input)
  using output = createOutputFile(target, { size: options.size ?? 5, identity: input.identity })
  for (const part of parts) output.append(Buffer.from(part))
  expect(readdirSync(directory)).not.toContain('out')
  expect(Buffer.from(output.written().read(0, output.written().size)).toString()).toBe(parts.join(''))
  output.finish()
}

const sizes = [
  ['in memory', 5],
  ['on the disk', 100_000_000],
] as const

test.each(sizes)('the file gets its name when it is whole, with the rights of the input (kept %s)', (_, size) => {
  write('out', ['one ', 'two'], { size })
  expect(readFileSync(join(directory, 'out'), 'utf8')).toBe('one two')
  expect(statSync(join(directory, 'out')).mode & 0o777).toBe(0o640)
  expect(readdirSync(directory)).toEqual(['in', 'out'])
})

test.each(sizes)('what is not finished leaves nothing (kept %s)', (_, size) => {
  {
    using input = openFileSource(named('in'))
    const target = outputTarget(named('new'), false, input)
    using output = createOutputFile(target, { size, identity: input.identity })
    output.append(Buffer.from('half'))
  }
  expect(readdirSync(directory)).toEqual(['in'])
})

test('a file that is there is replaced only when that is asked for', () => {
  writeFileSync(join(directory, 'there'), 'old')
  expect(() => write('there', ['new'])).toThrow(codeIs('ERR_CLI_OUTPUT_EXISTS'))
  expect(readFileSync(join(directory, 'there'), 'utf8')).toBe('old')
  write('there', ['new'], { force: true })
  expect(readFileSync(join(directory, 'there'), 'utf8')).toBe('new')
})

test.each(sizes)('a file that somebody makes meanwhile is not replaced (kept %s)', (_, size) => {
  {
    using input = openFileSource(named('in'))
    using output = createOutputFile(outputTarget(named('late'), false, input), { size, identity: input.identity })
    output.append(Buffer.from('ours'))
    writeFileSync(join(directory, 'late'), 'theirs')
    expect(() => output.finish()).toThrow(codeIs('ERR_CLI_OUTPUT_EXISTS'))
  }
  expect(readFileSync(join(directory, 'late'), 'utf8')).toBe('theirs')
  expect(readdirSync(directory)).toEqual(['in', 'late'])
})

test('the input is never written to, by whatever name', () => {
  symlinkSync('in', join(directory, 'symbolic'))
  linkSync(join(directory, 'in'), join(directory, 'hard'))
  for (const name of ['in', 'symbolic', 'hard', '../'.concat(directory.split('/').at(-1) ?? '', '/in')]) {
    expect(() => write(name, ['new'], { force: true })).toThrow(codeIs('ERR_CLI_OUTPUT_IS_INPUT'))
  }
  expect(readFileSync(join(directory, 'in'), 'utf8')).toBe('input')
})

test('what is no file is never replaced', () => {
  mkdirSync(join(directory, 'folder'))
  expect(() => write('folder', ['new'], { force: true })).toThrow(codeIs('ERR_CLI_OUTPUT_EXISTS'))
})

test.each(sizes)('a directory that is not there cannot be written to (kept %s)', (_, size) => {
  expect(() => write('nowhere/out', ['new'], { size })).toThrow(codeIs('ERR_CLI_OUTPUT_FAILED'))
})

test('behind a symbolic link the file itself is replaced', () => {
  writeFileSync(join(directory, 'there'), 'old')
  symlinkSync('there', join(directory, 'link'))
  write('link', ['new'], { force: true })
  expect(readFileSync(join(directory, 'there'), 'utf8')).toBe('new')
})

test.each([
  ['nothing', 'nowhere', 'ERR_CLI_OUTPUT_EXISTS'],
  ['itself', 'link', 'ERR_CLI_OUTPUT_FAILED'],
])('a symbolic link to %s is not replaced', (_, to, code) => {
  symlinkSync(to, join(directory, 'link'))
  for (const force of [true, false]) expect(() => write('link', ['new'], { force })).toThrow(codeIs(code))
  expect(readlinkSync(join(directory, 'link'))).toBe(to)
  expect(readdirSync(directory)).toEqual(['in', 'link'])
})
