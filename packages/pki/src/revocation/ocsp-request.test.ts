import { expect, test } from '@jest/globals'
import { ca, subject } from '../../test/ocsp-answers.ts'
import { ocspRequest } from './ocsp-request.ts'

const people = { certificate: subject.certificate, issuer: ca.certificate }

test('a request without a nonce has none, and a nonce has 1 to 128 bytes', () => {
  const request = (size: number) => Buffer.from(ocspRequest({ ...people, nonce: new Uint8Array(size).fill(7) }))
  expect(request(128).includes(Buffer.alloc(128, 7))).toBe(true)
  expect(request(1).length).toBeGreaterThan(ocspRequest(people).length)
  for (const size of [0, 129]) expect(() => request(size)).toThrow(RangeError)
})
