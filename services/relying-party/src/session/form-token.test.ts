import { randomBytes } from 'node:crypto'
import { expect, test } from '@jest/globals'
import type { Request } from 'express'
import { createFormTokens } from './form-token.ts'
import { isSameOrigin } from './same-origin.ts'

const key = () => randomBytes(32).toString('base64url')

test('a token is good for the session it was made for, and for no other', () => {
  const tokens = createFormTokens([key()])
  const token = tokens.tokenFor('session-1')
  expect(tokens.matches('session-1', token)).toBe(true)
  for (const [binding, given] of [
    ['session-2', token],
    ['session-1', ''],
    ['session-1', undefined],
    ['session-1', ['a', token]],
    ['session-1', token.slice(0, -2)],
    ['', token],
  ] as const) {
    expect(tokens.matches(binding, given)).toBe(false)
  }
})

test('a token made with another key is refused, one of the previous key is not', () => {
  const [old, current] = [key(), key()]
  const token = createFormTokens([old]).tokenFor('s')
  expect(createFormTokens([current]).matches('s', token)).toBe(false)
  expect(createFormTokens([current, old]).matches('s', token)).toBe(true)
})

test.each([
  [{ origin: 'http://localhost:4000', 'sec-fetch-site': 'same-origin' }, true],
  [{ origin: 'http://localhost:4000' }, true],
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{}, false],
  [{ origin: 'null', 'sec-fetch-site': 'same-origin' }, false],
  [{ origin: 'http://127.0.0.1:4200', 'sec-fetch-site': 'cross-site' }, false],
  [{ origin: 'http://localhost:4000', 'sec-fetch-site': 'same-site' }, false],
  [{ origin: 'http://localhost:4200', 'sec-fetch-site': 'same-site' }, false],
  [{ 'sec-fetch-site': 'none' }, false],
])('a POST with %j is ours: %s', (headers: Record<string, string>, ours) => {
  const request = { get: (name: string) => headers[name] } as unknown as Request
  expect(isSameOrigin(request, 'http://localhost:4000')).toBe(ours)
})
