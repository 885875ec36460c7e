import { expect, test } from '@jest/globals'
import { issue, issueCa } from '../../test/certificates.ts'
import { isIssuedBy } from './issued-by.ts'

const ca = issueCa({ name: 'CA' })
const anna = issue({ name: 'Anna', issuer: ca }).certificate

test.each([
  ['who signed it', true, ca],
  ['another of that name', false, issueCa({ name: 'CA' })],
  ['another of that name, without key identifiers', false, issueCa({ name: 'CA', withoutKeyIdentifiers: true })],
  ['another', false, issueCa({ name: 'Other' })],
  ['an end entity of that name and key', false, issue({ name: 'CA', privateKey: ca.privateKey })],
])('a certificate was issued by %s: %s', (_who, expected, { certificate }) => {
  expect(isIssuedBy(anna, certificate)).toBe(expected)
})
