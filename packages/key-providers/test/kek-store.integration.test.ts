import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@jest/globals'

const source = new URL('../src/one-time-key/kek-store.ts', import.meta.url).href
// All wait for the same instant, then ask for the same day.
const script = `
const { createKekStore } = await import(${JSON.stringify(source)})
const store = createKekStore(process.argv[1])
while (Date.now() < Number(process.argv[2]));
console.log(Buffer.from(store.current('2026-11-23').key).toString('hex'))`

test('processes that race for the first key of a day get the same one', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'waarmerk-kek-race-'))
  try {
    const start = String(Date.now() + 2500)
    const options = ['--conditions=@waarmerk/source', '--input-type=module', '-e', script, directory, start]
    const runs = Array.from({ length: 8 }, () => promisify(execFile)(process.execPath, options))
    const keys = (await Promise.all(runs)).map(({ stdout }) => stdout.trim())
    expect(new Set(keys).size).toBe(1)
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/)
    expect(readdirSync(directory)).toEqual(['2026-11-23'])
  } finally {
    rmSync(directory, { recursive: true })
  }
})
