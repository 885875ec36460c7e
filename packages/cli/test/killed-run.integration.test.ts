import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { writeSparsePdf } from './sample-pdf.ts'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const node = ['--conditions=@waarmerk/source', main]
let directory: string

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'waarmerk-killed-'))
  const subject = ['-subj', '/CN=TEST', '-addext', 'keyUsage=critical,nonRepudiation']
  const key = [
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    'key.pem',
    '-out',
    'cert.pem',
  ]
  execFileSync('openssl', ['req', '-x509', ...key, ...subject], { cwd: directory, stdio: 'pipe' })
  writeSparsePdf(join(directory, 'in.pdf'), 2_000_000_000)
})
afterAll(() => rmSync(directory, { recursive: true }))

const signing = ['sign', 'in.pdf', '-o', 'out.pdf', '--key', 'key.pem', '--cert', 'cert.pem', '--progress']

/** Starts to sign, and says so when a tenth is written. */
const half = async (command: string, args: readonly string[]): Promise<ChildProcess> => {
  const child = spawn(command, args, { cwd: directory, stdio: ['ignore', 'ignore', 'pipe'] })
  for await (const text of child.stderr) if (String(text).includes('10 %')) return child
  throw new Error('it ended before it was half done')
}

test.each(['SIGKILL', 'SIGINT', 'SIGTERM'] as const)('a run that %s ends leaves nothing behind', async (signal) => {
  const child = await half(process.execPath, [...node, ...signing])
  expect(readdirSync(directory)).not.toContain('out.pdf')
  child.kill(signal)
  expect((await once(child, 'exit'))[1]).toBe(signal)
  expect(readdirSync(directory).sort()).toEqual(['cert.pem', 'in.pdf', 'key.pem'])
})
