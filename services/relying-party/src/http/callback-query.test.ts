import { expect, test } from '@jest/globals'
import { hasDuplicate, parametersOf, rawQuery } from './callback-query.ts'

test('every parameter is handed on in order, duplicates and empty ones too', () => {
  const parameters = parametersOf(rawQuery('/callback?state=s&error=x&state=t&empty=&encoded=a%20b+c'))
  expect(parameters).toEqual([
    { name: 'state', value: 's' },
    { name: 'error', value: 'x' },
    { name: 'state', value: 't' },
    { name: 'empty', value: '' },
    { name: 'encoded', value: 'a b c' },
  ])
  expect(hasDuplicate(parameters)).toBe(true)
  expect(hasDuplicate(parameters.slice(0, 2))).toBe(false)
})

test('without a query there are no parameters', () => {
  expect(parametersOf(rawQuery('/callback'))).toEqual([])
})
