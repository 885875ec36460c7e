import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from '@jest/globals'

const program = fileURLToPath(new URL('../../.ci/count.mjs', import.meta.url))
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waarmerk-count-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** What Jest writes with --json, as far as it matters here. */
const report = (step: string, statuses: readonly string[], brokenSuites = 0) => {
  const count = (status: string) => statuses.filter((one) => one === status).length
  const results = {
    numTotalTests: statuses.length,
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numRuntimeErrorTestSuites: brokenSuites,
    testResults: [{ assertionResults: statuses.map((status) => ({ status, fullName: `${step} ${status}` })) }],
  }
  writeFileSync(join(folder, `${step}.json`), JSON.stringify(results))
}
const broken = (step: string) => writeFileSync(join(folder, `${step}.broken`), '')
const count = (other = 0) => {
  const { status, stdout } = spawnSync(process.execPath, [program, folder, String(other)], { encoding: 'utf8' })
  return { status, last: stdout.trimEnd().split('\n').at(-1), all: stdout }
}

test('the tests of all steps are added up', () => {
  report('test', ['passed', 'passed'])
  report('slow', ['passed'])
  expect(count()).toMatchObject({ status: 0, last: '3 passed, 0 failed' })
})

test('a failed test is counted once, though its step ended badly too', () => {
  report('test', ['passed', 'failed'])
  broken('test')
  expect(count()).toMatchObject({ status: 1, last: '1 passed, 1 failed' })
})

test.each(['pending', 'todo', 'skipped', 'disabled'])('a test that is %s is a failure, and named', (status) => {
  report('test', ['passed', status])
  expect(count()).toMatchObject({
    status: 1,
    last: '1 passed, 1 failed',
    all: expect.stringContaining(`test ${status}`),
  })
})

test('a suite that does not even load is a failure', () => {
  report('test', ['passed'], 1)
  broken('test')
  expect(count()).toMatchObject({ status: 1, last: '1 passed, 1 failed' })
})

test('a step that died without results is a failure', () => {
  report('test', ['passed'])
  broken('postgres')
  expect(count()).toMatchObject({ status: 1, last: '1 passed, 1 failed' })
})

test('a step whose tests pass but that ends badly (types, lint, a hanging server) is a failure', () => {
  report('test', ['passed'])
  broken('test')
  expect(count()).toMatchObject({ status: 1, last: '1 passed, 1 failed' })
})

test('results cut off half way are a failure', () => {
  writeFileSync(join(folder, 'test.json'), '{"numPassedTests": 12')
  expect(count()).toMatchObject({ status: 1, last: '0 passed, 1 failed' })
})

test('a step that ran no test is a failure', () => {
  report('test', ['passed'])
  report('slow', [])
  expect(count()).toMatchObject({ status: 1, last: '1 passed, 1 failed' })
})

test('nothing at all is no success', () => {
  expect(count()).toMatchObject({ status: 1, last: '0 passed, 0 failed' })
  expect(count(1)).toMatchObject({ status: 1, last: '0 passed, 1 failed' })
})
