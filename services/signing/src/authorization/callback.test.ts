import { expect, test } from '@jest/globals'
import { sha256Of } from '../hash.ts'
import { readCallback } from './callback.ts'

const expected = { stateSha256: sha256Of('the state'), issuer: 'https://op.example' }
const parameters = (values: Record<string, string>) => Object.entries(values).map(([name, value]) => ({ name, value }))
const good = { code: 'c', state: 'the state', iss: 'https://op.example' }
const coded = (code: string) => expect.objectContaining({ code })

test('a callback of our own login gives the code', () => {
  expect(readCallback(parameters(good), expected)).toMatchObject({ code: 'c' })
})

test.each([
  ['a parameter that came twice', [...parameters(good), { name: 'code', value: 'd' }], 'ERR_CALLBACK_PARAMETERS'],
  ['no code', parameters({ state: good.state, iss: good.iss }), 'ERR_CALLBACK_PARAMETERS'],
  ['an empty code', parameters({ ...good, code: '' }), 'ERR_CALLBACK_PARAMETERS'],
  ['another state', parameters({ ...good, state: 'x' }), 'ERR_STATE_MISMATCH'],
  ['no state', parameters({ code: 'c', iss: good.iss }), 'ERR_STATE_MISMATCH'],
  ['another issuer', parameters({ ...good, iss: 'https://other.example' }), 'ERR_ISSUER_MISMATCH'],
  ['no issuer', parameters({ code: 'c', state: good.state }), 'ERR_ISSUER_MISMATCH'],
  [
    'an error with another state',
    parameters({ error: 'access_denied', state: 'x', iss: good.iss }),
    'ERR_STATE_MISMATCH',
  ],
])('a callback with %s is refused', (_, received, code) => {
  expect(() => readCallback(received, expected)).toThrow(coded(code))
})

test.each([
  ['access_denied', 'ERR_AUTHORISATION_CANCELLED'],
  ['unmet_authentication_requirements', 'ERR_ACR_INSUFFICIENT'],
  ['server_error', 'ERR_AUTHORISATION_REFUSED'],
])('the provider’s error %s means %s', (error, refused) => {
  expect(readCallback(parameters({ error, state: good.state, iss: good.iss }), expected)).toEqual({ refused })
})
