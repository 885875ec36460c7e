import { expect, test } from '@jest/globals'
import { ExpiringMap } from './expiring-map.ts'

function clocked() {
  let seconds = 0
  const map = new ExpiringMap<number>(10, () => new Date(seconds * 1000))
  return {
    map,
    pass: (by: number) => {
      seconds += by
    },
  }
}

test('what is older than its retention is forgotten, what is younger is not', () => {
  const { map, pass } = clocked()
  map.set('old', 1)
  pass(9)
  map.set('young', 2)
  expect(map.get('old')).toBe(1)
  pass(1)
  expect([map.get('old'), map.get('young')]).toEqual([undefined, 2])
})

test('what is taken is gone', () => {
  const { map } = clocked()
  map.set('name', 1)
  expect([map.take('name'), map.take('name')]).toEqual([1, undefined])
})

test('of more than ten thousand the oldest is forgotten', () => {
  const { map } = clocked()
  for (let i = 0; i <= 10_000; i++) map.set(`${i}`, i)
  expect([map.get('0'), map.get('1'), map.get('10000')]).toEqual([undefined, 1, 10_000])
})
