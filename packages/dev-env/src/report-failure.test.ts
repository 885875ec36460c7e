import { expect, test } from '@jest/globals'
import { UsageError } from './command-line.ts'
import { DevEnvError, RefusedOnPage } from './dev-env-error.ts'
import { failureOf } from './report-failure.ts'

test('a failure is one line that begins with its code', () => {
  const error = new DevEnvError('ERR_DEV_ENV_STATE_DAMAGED', 'two\nlines', { cause: new Error('why') })
  expect(failureOf(error)).toEqual({ text: 'ERR_DEV_ENV_STATE_DAMAGED: two lines\n', exitCode: 1 })
})

test('a refusal keeps the code of who refused', () => {
  const { text, exitCode } = failureOf(new RefusedOnPage('ERR_ACR_INSUFFICIENT', 'the page says "Nee"'))
  expect([text, exitCode]).toEqual(['ERR_ACR_INSUFFICIENT: the page says "Nee"\n', 1])
})

test('wrong usage shows how it is meant', () => {
  const { text, exitCode } = failureOf(new UsageError('--once needs --pdf FILE'))
  expect(text).toMatch(/^--once needs --pdf FILE\nUsage: npm run demo/)
  expect(exitCode).toBe(2)
})

test('what nobody foresaw is still one line with a code, without a number that may be a citizen service number', () => {
  expect(failureOf(new TypeError('no 999994669 here'))).toEqual({
    text: 'ERR_DEFECT: TypeError: no [redacted] here\n',
    exitCode: 1,
  })
  expect(failureOf('?').text).toBe('ERR_DEFECT: unknown failure\n')
})
