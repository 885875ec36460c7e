import { expect, test } from '@jest/globals'
import { dateOf, sizeOf, timeOf } from './moment.ts'

test('a moment is told in the time of the Netherlands, in winter and in summer, whatever the machine’s zone', () => {
  const winter = new Date('2026-11-23T20:04:00Z')
  expect([dateOf('nl', winter), timeOf('nl', winter)]).toEqual(['23 november 2026', '21:04'])
  const summerNight = new Date('2026-06-30T22:30:00Z')
  expect([dateOf('nl', summerNight), timeOf('nl', summerNight)]).toEqual(['1 juli 2026', '00:30'])
  expect([dateOf('en', summerNight), timeOf('en', summerNight)]).toEqual(['1 July 2026', '00:30'])
})

test('a size is rounded to what says something', () => {
  expect([sizeOf('nl', 12), sizeOf('nl', 48_213), sizeOf('nl', 52_428_800), sizeOf('en', 1_500_000)]).toEqual([
    '1 kB',
    '48 kB',
    '52,4 MB',
    '1.5 MB',
  ])
})
