import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { openStateDirectory } from '../src/state/state-directory.ts'

let directory: string
beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'waarmerk-state-')), '.waarmerk')
})
afterEach(() => rmSync(join(directory, '..'), { recursive: true, force: true }))

const open = (reset = false) => openStateDirectory(directory, { reset })
const keysOf = async (reset = false) => {
  const state = await open(reset)
  await state.release()
  return state.keys
}

test('keys are made once and kept: a second start finds the same', async () => {
  expect(await keysOf()).toEqual(await keysOf())
})

test('only the owner can read the secrets', async () => {
  await keysOf()
  expect(statSync(directory).mode & 0o777).toBe(0o700)
  expect(statSync(join(directory, 'keys.json')).mode & 0o777).toBe(0o600)
})

test('the certificates carry TEST in their organisation and belong to their keys', async () => {
  const { X509Certificate, createPrivateKey } = await import('node:crypto')
  const { issuingCa, seal } = await keysOf()
  const authority = new X509Certificate(issuingCa.certificate)
  for (const { certificate, privateKey } of [issuingCa, seal]) {
    const parsed = new X509Certificate(certificate)
    expect(parsed.subject).toContain('O=TEST – niet rechtsgeldig')
    expect(parsed.checkPrivateKey(createPrivateKey(privateKey))).toBe(true)
    expect(parsed.verify(authority.publicKey)).toBe(true)
  }
})

test('reset removes what is ours, and nothing else that lies there', async () => {
  const before = await keysOf()
  await mkdir(join(directory, 'database'))
  await writeFile(join(directory, 'notes.txt'), 'mine')
  const after = await keysOf(true)
  expect(after.dataKey).not.toBe(before.dataKey)
  expect(readdirSync(directory).sort()).toEqual(['keys.json', 'notes.txt'])
})

test.each<[string, (text: string) => string]>([
  ['cut off', (text) => text.slice(0, 100)],
  ['of another shape', () => '{"v":1}'],
  ['empty', () => ''],
])('a keys file that is %s says how to begin anew, and quotes nothing of it', async (_situation, damage) => {
  const { dataKey } = await keysOf()
  const file = join(directory, 'keys.json')
  writeFileSync(file, damage(readFileSync(file, 'utf8')))
  const failure = await open().catch((error: Error) => error)
  expect(failure).toMatchObject({ code: 'ERR_DEV_ENV_STATE_DAMAGED', message: expect.stringContaining('--reset') })
  expect(String(failure)).not.toContain(dataKey.slice(0, 8))
  expect((await keysOf(true)).dataKey).not.toBe(dataKey)
})

test('data without its keys is half a state', async () => {
  await mkdir(join(directory, 'database'), { recursive: true })
  await expect(open()).rejects.toMatchObject({
    code: 'ERR_DEV_ENV_STATE_DAMAGED',
    message: expect.stringContaining('--reset'),
  })
  await keysOf(true)
})

test('a second one on the same directory is refused, above all one that would empty it', async () => {
  const first = await open()
  await expect(open(true)).rejects.toMatchObject({ code: 'ERR_DEV_ENV_ALREADY_RUNNING' })
  await first.release()
  expect(await keysOf()).toEqual(first.keys)
})

test('the lock of a process that is gone is taken over', async () => {
  await keysOf()
  writeFileSync(join(directory, 'running.pid'), '4194304')
  await keysOf()
})

test('a place where nothing can be written is named as the reason', async () => {
  await mkdir(join(directory, '..'), { recursive: true })
  writeFileSync(directory, 'a file')
  await expect(open()).rejects.toMatchObject({ code: 'ERR_DEV_ENV_STATE_UNUSABLE' })
})
