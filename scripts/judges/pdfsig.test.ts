import { expect, test } from '@jest/globals'
import { parsePdfsig } from './pdfsig.ts'

const printed = `Digital Signature Info of: file.pdf
Signature #1:
  - Signature Field Name: een
  - Signer Certificate Common Name: TEST Anna de Vries
  - Signer full Distinguished Name: CN=TEST Anna de Vries
  - Signing Time: Nov 23 2026 10:11:12
  - Signing Hash Algorithm: SHA-256
  - Signature Type: ETSI.CAdES.detached
  - Signed Ranges: [0 - 3447], [22185 - 26343]
  - Not total document signed
  - Signature Validation: Digest Mismatch.
Signature #2:
  - Signature Field Name: twee
  - Signer Certificate Common Name: TEST Fatima
  - Signature Type: adbe.pkcs7.detached
  - Total document signed
  - Signature Validation: Signature is Valid.
Signature #3:
  - Signature Field Name: drie
  - Signature Type: unknown
  - Total document signed
  - Signature Validation: Signature has not yet been verified.
`

test('what pdfsig prints is read signature by signature; what it does not know is neither valid nor invalid', () => {
  const common = { signedBy: '', wholeFile: true }
  expect(parsePdfsig(printed).signatures).toEqual([
    {
      field: 'een',
      signedBy: 'TEST Anna de Vries',
      type: 'ETSI.CAdES.detached',
      valid: false,
      verdict: 'Digest Mismatch.',
      wholeFile: false,
    },
    {
      ...common,
      field: 'twee',
      signedBy: 'TEST Fatima',
      type: 'adbe.pkcs7.detached',
      valid: true,
      verdict: 'Signature is Valid.',
    },
    {
      ...common,
      field: 'drie',
      type: 'unknown',
      valid: null,
      verdict: 'Signature has not yet been verified.',
    },
  ])
})
