import { expect, test } from '@jest/globals'
import { assuranceLevels, assuranceRank, meetsAssurance } from './assurance-level.ts'

test('levels rank none, low, substantial, high', () => {
  expect(['none' as const, ...assuranceLevels].map(assuranceRank)).toEqual([0, 1, 2, 3])
})

test('a level meets itself and everything below it, and nothing above', () => {
  const table = (['none', ...assuranceLevels] as const).map((actual) =>
    assuranceLevels.map((required) => meetsAssurance(actual, required)),
  )
  expect(table).toEqual([
    [false, false, false],
    [true, false, false],
    [true, true, false],
    [true, true, true],
  ])
})
