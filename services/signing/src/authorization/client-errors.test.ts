import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from '@jest/globals'
import { clientErrorCode, clientErrorCodes } from './client-errors.ts'

const require = createRequire(import.meta.url)
const entry = require.resolve('openid-client')
const codesIn = (file: string): string[] => readFileSync(file, 'utf8').match(/OAUTH_[A-Z_]+/g) ?? []

test('every error code in the source of openid-client and oauth4webapi is mapped, and none that is not', () => {
  const oauth4webapi = createRequire(entry).resolve('oauth4webapi')
  const inSource = new Set([entry, oauth4webapi].map((path) => join(dirname(path), 'index.js')).flatMap(codesIn))
  expect(inSource.size).toBeGreaterThan(15)
  expect([...inSource].sort()).toEqual(Object.keys(clientErrorCodes).sort())
})

test('what the token endpoint says of the code has a word of its own', () => {
  expect(clientErrorCode({ code: 'OAUTH_RESPONSE_BODY_ERROR', error: 'invalid_grant' })).toBe('ERR_CODE_REFUSED')
  expect(clientErrorCode({ code: 'OAUTH_RESPONSE_BODY_ERROR', error: 'invalid_client' })).toBe(
    'ERR_AUTHORISATION_REFUSED',
  )
})

test('what is no error of the library stays nameless here', () => {
  expect(clientErrorCode(new TypeError('x'))).toBeNull()
  expect(clientErrorCode({ code: 'OAUTH_SOMETHING_NEW' })).toBeNull()
  expect(clientErrorCode(null)).toBeNull()
})
