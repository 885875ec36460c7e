import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'

const main = new URL('../src/main.ts', import.meta.url).pathname

/** Starts the program on its own; `until` tells when it has said enough and may be ended politely. */
function run(environment: Record<string, string>, until: string) {
  return new Promise<{ code: number | null; output: string }>((resolve) => {
    const child = spawn(process.execPath, [main], { env: { ...environment, NODE_ENV: 'test' } })
    let output = ''
    const hear = (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes(until)) child.kill('SIGTERM')
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => resolve({ code, output }))
  })
}

test('it says where it listens, and ends in order when asked to', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'qtsp-mock-main-'))
  const environment = { QTSP_MOCK_PORT: '0', QTSP_MOCK_STATE_DIRECTORY: directory }
  const { code, output } = await run(environment, '/tsa\n')
  await rm(directory, { recursive: true })
  expect(output).toMatch(/^TEST time-stamp authority: http:\/\/127\.0\.0\.1:\d+\/tsa\n$/)
  expect(code).toBe(0)
})

test('with wrong settings it ends with code 78 and one clear message', async () => {
  const { code, output } = await run({ QTSP_MOCK_PORT: 'x' }, '\0')
  expect(code).toBe(78)
  expect(output).toMatch(/^ERR_QTSP_MOCK_CONFIG: .*\n.*QTSP_MOCK_PORT\n$/)
})
