import { expect, test } from '@jest/globals'
import { PkiError, pkiErrorKinds } from './pki-error.ts'

test('every error of this package is the caller’s to mend: it is about what was handed in', () => {
  expect(new Set(Object.values(pkiErrorKinds))).toEqual(new Set(['caller']))
  const cause = new Error('below')
  expect(new PkiError('ERR_PKI_EXPIRED', 'expired', { cause })).toMatchObject({
    kind: 'caller',
    cause,
    name: 'PkiError',
  })
})
