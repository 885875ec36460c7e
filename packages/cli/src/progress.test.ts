import { expect, test } from '@jest/globals'
import { showProgress } from './progress.ts'

const written = (options: { isTerminal: boolean; total: number; wanted: boolean }): string => {
  const texts: string[] = []
  const output = { isTerminal: () => options.isTerminal, write: (text: string) => texts.push(text) }
  {
    using progress = showProgress(output, options)
    for (let done = 0; done <= 4; done += 1) progress.at((options.total * done) / 4)
  }
  return texts.join('')
}

const long = 400_000_000

test('on a terminal a line is written over and cleared in the end', () => {
  expect(written({ isTerminal: true, total: long, wanted: false })).toBe(
    '\r  0 % of 400 MB\r 25 % of 400 MB\r 50 % of 400 MB\r 75 % of 400 MB\r100 % of 400 MB\r\u001b[K',
  )
})

test('without a terminal nothing is shown, unless it is asked for: a line at each tenth', () => {
  expect(written({ isTerminal: false, total: long, wanted: false })).toBe('')
  expect(written({ isTerminal: false, total: long, wanted: true })).toBe(
    '  0 % of 400 MB\n 20 % of 400 MB\n 50 % of 400 MB\n 70 % of 400 MB\n100 % of 400 MB\n',
  )
})

test('a short file shows nothing on a terminal', () => {
  expect(written({ isTerminal: true, total: 1000, wanted: false })).toBe('')
})
