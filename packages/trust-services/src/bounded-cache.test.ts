import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { boundedCache } from './bounded-cache.ts'

const soon = new Date(1000)
const clock = { now: 0 }
const now = () => new Date(clock.now)

test('the least recently used is forgotten first', () => {
  const cache = boundedCache<number>({ most: 2, now })
  cache.set('a', 1, soon)
  cache.set('b', 2, soon)
  expect(cache.get('a')).toBe(1)
  cache.set('c', 3, soon)
  expect(['a', 'b', 'c'].map((key) => cache.get(key))).toEqual([1, undefined, 3])
})

test('what is over is gone', () => {
  const cache = boundedCache<number>({ most: 2, now })
  cache.set('a', 1, soon)
  clock.now = 1000
  expect(cache.get('a')).toBeUndefined()
  clock.now = 0
})

test('what does not fit at all is not kept, nor does it drive others out', () => {
  const cache = boundedCache<string>({ most: 10, now, sizeOf: ({ length }) => length })
  cache.set('a', 'aaaa', soon)
  cache.set('b', 'b'.repeat(11), soon)
  expect([cache.get('a'), cache.get('b')]).toEqual(['aaaa', undefined])
  cache.set('a', 'a'.repeat(11), soon)
  expect(cache.get('a')).toBeUndefined()
})

test('whatever is put in, it is never larger than it may be, and gives back what was put in last', () => {
  const step = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.nat(8))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
      const cache = boundedCache<number>({ most: 12, now, sizeOf: (size) => size })
      const last = new Map<string, number>()
      for (const [key, size] of steps) {
        cache.set(key, size, soon)
        last.set(key, size)
        expect(cache.get(key)).toBe(size)
      }
      const kept = [...last]
        .map(([key, size]) => [cache.get(key), size] as const)
        .filter(([found]) => found !== undefined)
      for (const [found, size] of kept) expect(found).toBe(size)
      expect(kept.reduce((sum, [, size]) => sum + size, 0)).toBeLessThanOrEqual(12)
    }),
  )
})
