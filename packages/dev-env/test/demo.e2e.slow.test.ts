import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, expect, test } from '@jest/globals'
import { createBrowser } from '../src/driver/browser.ts'
import { signAsCitizen } from '../src/driver/sign-as-citizen.ts'
import { demo, programs } from './support/run-command.ts'
import { temporaryDirectory } from './support/temporary-directory.ts'

const stateDirectory = join(temporaryDirectory(), '.waarmerk')
const freePorts = ['relying-party', 'signing', 'openid-provider', 'timestamp-authority'].map(
  (name) => `--port-${name}=0`,
)
const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** The demo as a program of its own, once it has printed its address. */
async function startedDemo() {
  const child = spawn(process.execPath, [...programs.demo, '--state-directory', stateDirectory, ...freePorts])
  children.push(child)
  let printed = ''
  let complaints = ''
  child.stderr.on('data', (part) => {
    complaints += String(part)
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (part) => {
      printed += String(part)
      if (/http.*\n\n$/.test(printed)) resolve()
    })
    child.once('close', () => reject(new Error(complaints)))
  })
  return { child, printed, complaints: () => complaints }
}

const secretsOf = (value: unknown): string[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(secretsOf) : [String(value)]

test('the demo prints one address and no secret, lets Anna sign, ends on SIGTERM, and knows its keys the next day', async () => {
  const keys = () => JSON.parse(readFileSync(join(stateDirectory, 'keys.json'), 'utf8')) as { dataKey: string }
  const first = await startedDemo()
  const addresses = first.printed.match(/https?:\/\/\S+/g) ?? []
  expect(addresses).toHaveLength(1)
  expect(first.printed).toContain('TEST – niet rechtsgeldig')
  expect(first.printed).toContain('log in as Anna')
  for (const secret of secretsOf(keys())) {
    if (secret.length > 20) expect(first.printed.includes(secret)).toBe(false)
  }
  const now = () => new Date()
  const citizen = { invitation: new URL(addresses[0] ?? ''), persona: 'anna', patienceMs: 60_000, now }
  expect(await signAsCitizen(createBrowser({ language: 'nl', now }), citizen)).toMatch(/^[0-9A-Z-]+$/)
  const { dataKey } = keys()

  const second = await demo('--state-directory', stateDirectory, '--reset', ...freePorts)
  expect(second).toMatchObject({
    exitCode: 1,
    stderr: expect.stringMatching(/^ERR_DEV_ENV_ALREADY_RUNNING: [^\n]+\n$/),
  })

  first.child.kill('SIGTERM')
  expect(await once(first.child, 'close')).toEqual([0, null])
  expect(first.complaints()).toBe('')

  const third = await startedDemo()
  expect(keys().dataKey).toBe(dataKey)
  third.child.kill('SIGINT')
  expect(await once(third.child, 'close')).toEqual([0, null])
}, 120_000)

test('a taken port is named, with the flag that chooses another', async () => {
  const squatter = createServer().listen(0, '127.0.0.1')
  await once(squatter, 'listening')
  const { port } = squatter.address() as { port: number }
  try {
    for (const name of ['relying-party', 'timestamp-authority']) {
      const others = freePorts.filter((flag) => !flag.includes(name))
      const ended = await demo('--state-directory', `${stateDirectory}-${name}`, ...others, `--port-${name}=${port}`)
      expect(ended.stderr).toMatch(new RegExp(`^ERR_DEV_ENV_PORT_TAKEN: port ${port} [^\\n]*--port-${name} N\\n$`))
      expect(ended.exitCode).toBe(1)
    }
  } finally {
    squatter.close()
  }
})

test('kept state that cannot be read any more is one line that says how to begin anew', async () => {
  // Of the first test; nobody needs it any more.
  rmSync(join(stateDirectory, 'database'), { recursive: true })
  mkdirSync(join(stateDirectory, 'database'))
  writeFileSync(join(stateDirectory, 'database', 'PG_VERSION'), 'not a version')
  const ended = await demo('--state-directory', stateDirectory, ...freePorts)
  expect(ended.stderr).toMatch(/^ERR_DEV_ENV_STATE_DAMAGED: [^\n]*--reset[^\n]*\n$/)
  expect(ended.exitCode).toBe(1)
})
