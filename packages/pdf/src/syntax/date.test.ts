import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { dateText, parseDateString } from './date.ts'

test('a date is written in UTC with seconds', () => {
  expect(dateText(new Date('2026-11-23T09:05:07.999Z'))).toBe("D:20261123090507+00'00'")
})

test('every second comes back as it was', () => {
  const seconds = fc.integer({ min: 0, max: 4_000_000_000 })
  fc.assert(
    fc.property(seconds, (value) => {
      const date = new Date(value * 1000)
      expect(parseDateString(dateText(date))).toEqual(date)
    }),
  )
})

test.each([
  ["D:20260701120000+02'00'", '2026-07-01T10:00:00.000Z'],
  ["D:20260701120000-05'30", '2026-07-01T17:30:00.000Z'],
  ['D:20260701120000Z', '2026-07-01T12:00:00.000Z'],
  ['D:2026', '2026-01-01T00:00:00.000Z'],
])('%s is %s', (text, expected) => {
  expect(parseDateString(text)?.toISOString()).toBe(expected)
})

test('what is no date string is null', () => {
  expect(parseDateString('gisteren')).toBeNull()
})
