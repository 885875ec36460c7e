import { expect, test } from '@jest/globals'
import { IdentityError } from './identity-error.ts'

test('an identity error knows who must act', () => {
  const cause = new Error('below')
  expect(new IdentityError('ERR_ACR_INSUFFICIENT', 'too low', { cause })).toMatchObject({ kind: 'person', cause })
  expect(new IdentityError('ERR_ACR_UNKNOWN', 'unknown')).toMatchObject({ kind: 'upstream', name: 'IdentityError' })
})
