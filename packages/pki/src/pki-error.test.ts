import { expect, test } from '@jest/globals'
import { PkiError, pkiErrorKinds } from './pki-error.ts'

test('an error is the caller’s to mend, as it is about what was handed in, but for answers about revocation', () => {
  for (const [code, kind] of Object.entries(pkiErrorKinds)) {
    expect([code, kind]).toEqual([code, /^ERR_PKI_(OCSP|CRL)_/.test(code) ? 'upstream' : 'caller'])
  }
  const cause = new Error('below')
  expect(new PkiError('ERR_PKI_EXPIRED', 'expired', { cause })).toMatchObject({
    kind: 'caller',
    cause,
    name: 'PkiError',
  })
})
