import { expect, test } from '@jest/globals'
import { createClosers } from './closers.ts'

test('what was started last is closed first, once', async () => {
  const closed: string[] = []
  const closers = createClosers()
  for (const name of ['provider', 'service', 'pages']) closers.add(async () => void closed.push(name))
  await closers.close()
  await closers.close()
  expect(closed).toEqual(['pages', 'service', 'provider'])
})

test('one that cannot be closed keeps none of the others open, and is told afterwards', async () => {
  const closed: string[] = []
  const closers = createClosers()
  closers.add(async () => void closed.push('provider'))
  closers.add(() => Promise.reject(new Error('stuck')))
  await expect(closers.close()).rejects.toThrow('stuck')
  expect(closed).toEqual(['provider'])
})
