import { expect, test } from '@jest/globals'
import { createBoundedCache } from './bounded-cache.ts'

test('the oldest go when the budget is used up, the newest stays even when it is too large', () => {
  const cache = createBoundedCache<string>(10)
  cache.set(1, 'one', 4)
  cache.set(2, 'two', 4)
  cache.set(3, 'three', 4)
  expect([cache.get(1), cache.get(2), cache.get(3)]).toEqual([undefined, 'two', 'three'])
  cache.set(2, 'again', 2)
  cache.set(4, 'huge', 99)
  expect([cache.get(2), cache.get(3), cache.get(4)]).toEqual([undefined, undefined, 'huge'])
})
