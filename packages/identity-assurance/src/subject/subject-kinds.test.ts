import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { bsn, kvkNumber, opaqueSubject, rsin, subjectOfType } from './subject-kinds.ts'

test.each(['999990019', '999990032', '999990044', '000000012'])(
  'a BSN that passes the 11-test is kept as it is, a leading zero included (%s)',
  (digits) => expect(bsn(digits).reveal()).toBe(digits),
)

test.each(['999990018', '99999001', '000000000', '9999900190', ' 999990019', '99999001９', '', 's00000000:999990019'])(
  'a BSN that is not nine digits passing the 11-test is refused (%p)',
  (digits) => expect(() => bsn(digits)).toThrow(expect.objectContaining({ code: 'ERR_SUBJECT_BSN_INVALID' })),
)

test('changing any one digit of a BSN breaks the 11-test', () => {
  fc.assert(
    fc.property(fc.nat({ max: 8 }), fc.integer({ min: 1, max: 9 }), (place, step) => {
      const digits = [...'999990019'].map((d, i) => (i === place ? (Number(d) + step) % 10 : d)).join('')
      expect(() => bsn(digits)).toThrow()
    }),
  )
})

test('a KVK number is eight digits', () => {
  expect(kvkNumber('01234567').reveal()).toBe('01234567')
  for (const wrong of ['1234567', '123456789', '1234567a', '']) {
    expect(() => kvkNumber(wrong)).toThrow(expect.objectContaining({ code: 'ERR_SUBJECT_KVK_INVALID' }))
  }
})

test('an RSIN passes the 11-test', () => {
  expect(rsin('002564440').reveal()).toBe('002564440')
  expect(() => rsin('002564441')).toThrow(expect.objectContaining({ code: 'ERR_SUBJECT_RSIN_INVALID' }))
})

test.each(['', ' a', 'a ', 'é', 'a\nb', 'x'.repeat(256)])('an opaque identifier %p is refused', (value) => {
  const make = () => opaqueSubject({ issuer: 'https://op.example', value })
  expect(make).toThrow(expect.objectContaining({ code: 'ERR_SUBJECT_OPAQUE_INVALID' }))
})

test('an opaque identifier without an issuer means nothing and is refused', () => {
  const make = () => opaqueSubject({ issuer: '', value: 'pseudonym' })
  expect(make).toThrow(expect.objectContaining({ code: 'ERR_SUBJECT_OPAQUE_INVALID' }))
})

test('an identifier of a kind known at run time is checked like any other, and only an opaque one has an issuer', () => {
  expect(subjectOfType('bsn', '999990019', 'https://op.example')).toMatchObject({ type: 'bsn', issuer: null })
  expect(subjectOfType('kvk', '01234567', '')).toMatchObject({ type: 'kvk', issuer: null })
  expect(subjectOfType('opaque', 'p', 'https://op.example')).toMatchObject({ issuer: 'https://op.example' })
  expect(() => subjectOfType('rsin', '1', '')).toThrow()
})
