import { expect, test } from '@jest/globals'
import type { CertificateDemands } from '@waarmerk/pdf'
import { der, oids } from '@waarmerk/pki'
import { issue, issuingCa, person, root } from '../../test/certificates.ts'
import { meetsDemands } from './meets-demands.ts'

const nothing: CertificateDemands = {
  subjects: null,
  issuers: null,
  policies: null,
  subjectNames: null,
  keyUsages: null,
}
const policy = der.sequence(
  der.sequence(der.objectIdentifier('2.999.1')),
  der.sequence(der.objectIdentifier('2.999.2')),
)
const withPolicies = issue({
  name: 'TEST',
  issuer: issuingCa,
  extensions: [{ oid: oids.certificatePolicies, critical: false, value: policy }],
})
const chain = [person.certificate, issuingCa.certificate, root.certificate]

test.each<[string, Partial<CertificateDemands>, boolean]>([
  ['nothing', {}, true],
  ['this very certificate', { subjects: [root.certificate.der, person.certificate.der] }, true],
  ['another certificate', { subjects: [root.certificate.der] }, false],
  ['an issuer in the chain', { issuers: [root.certificate.der] }, true],
  ['that the signer issued himself', { issuers: [person.certificate.der] }, false],
  ['a name by short form', { subjectNames: [{ CN: 'x' }, { CN: 'TEST Anna de Vries' }] }, true],
  ['a name by object identifier', { subjectNames: [{ '2.5.4.3': 'TEST Anna de Vries' }] }, true],
  ['an attribute more', { subjectNames: [{ CN: 'TEST Anna de Vries', O: 'x' }] }, false],
  ['content commitment and no key encipherment', { keyUsages: ['X10'] }, true],
  ['digital signature', { keyUsages: ['1', '11'] }, false],
  ['a policy that is not stated', { policies: ['2.999.1'] }, false],
])('a field that demands %s', (_, demands, met) => {
  expect(meetsDemands(chain, { ...nothing, ...demands })).toBe(met)
})

test('one of the policies is enough, and without a certificate nothing is met', () => {
  expect(meetsDemands([withPolicies.certificate], { ...nothing, policies: ['2.999.3', '2.999.2'] })).toBe(true)
  expect(meetsDemands([], nothing)).toBe(false)
})
