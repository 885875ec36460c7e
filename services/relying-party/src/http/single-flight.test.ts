import { expect, test } from '@jest/globals'
import { createSingleFlight } from './single-flight.ts'

test('what is sent twice is done once, also just after the first is done', async () => {
  const flights = createSingleFlight<number>()
  let done = 0
  const act = async () => {
    done += 1
    return done
  }
  expect(await Promise.all([flights.run('a', act), flights.run('a', act)])).toEqual([1, 1])
  expect(await flights.run('a', act)).toBe(1)
  expect(await flights.run('b', act)).toBe(2)
})

test('a failure is not remembered', async () => {
  const flights = createSingleFlight<string>()
  await expect(flights.run('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down')
  await expect(flights.run('a', async () => 'up')).resolves.toBe('up')
})

test('what was used is forgotten: the next form under that beginning is handled anew', async () => {
  const flights = createSingleFlight<number>()
  let handled = 0
  const act = async () => ++handled
  await flights.run('link digid', act)
  await flights.run('other digid', act)
  flights.forget('link ')
  expect(await flights.run('link digid', act)).toBe(3)
  expect(await flights.run('other digid', act)).toBe(2)
})
