import { expect, test } from '@jest/globals'
import { workBudget } from './work-budget.ts'

const refusal = expect.objectContaining({ code: 'ERR_KEY_FILE_TOO_COSTLY', kind: 'caller' })

test('a file may demand three million rounds altogether, and no more', () => {
  const budget = workBudget()
  for (let i = 0; i < 5; i++) budget.spend(600_000)
  expect(() => budget.spend(1)).toThrow(refusal)
  expect(() => workBudget().spend(3_000_001)).toThrow(refusal)
})

test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('%s rounds are none', (rounds) => {
  expect(() => workBudget().spend(rounds)).toThrow(refusal)
})
