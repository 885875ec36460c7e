import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, copyFileSync, mkdtempSync, openSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from '@jest/globals'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const directory = mkdtempSync(join(tmpdir(), 'waarmerk-lost-'))
copyFileSync(fileURLToPath(new URL('golden/signed.pdf', import.meta.url)), join(directory, 'in.pdf'))
afterAll(() => rmSync(directory, { recursive: true }))

const start = (args: readonly string[], output: number | 'pipe') => {
  const { WAARMERK_CWD: _, ...env } = process.env
  const options = { cwd: directory, env, stdio: ['ignore' as const, output, 'pipe' as const] }
  return spawn(process.execPath, ['--conditions=@waarmerk/source', main, ...args], options)
}

test.each([
  ['inspect', ['inspect', 'in.pdf'], 0],
  ['a refusal', ['inspect', 'nowhere.pdf', '--json'], 1],
])('%s whose reader went away ends as if it had stayed', async (_, args, code) => {
  const child = start(args, 'pipe')
  child.stdout?.destroy()
  const [said, [ended]] = await Promise.all([text(child.stderr as NodeJS.ReadableStream), once(child, 'exit')])
  expect({ ended, said }).toEqual({ ended: code, said: expect.not.stringMatching(/EPIPE|\n {4}at /) })
})

test('what cannot be printed is told in one line, and the exit code is that of the work', async () => {
  // Not open for writing, which every system refuses.
  const output = openSync(join(directory, 'in.pdf'), 'r')
  const child = start(['inspect', 'in.pdf'], output)
  const [said, [ended]] = await Promise.all([text(child.stderr as NodeJS.ReadableStream), once(child, 'exit')])
  closeSync(output)
  const line = 'waarmerk: ERR_CLI_PRINT_FAILED: the outcome is not printed: EBADF\n'
  expect({ ended, said, files: readdirSync(directory) }).toEqual({ ended: 0, said: line, files: ['in.pdf'] })
})
