import { expect, test } from '@jest/globals'
import { readArguments } from './command-line.ts'

test('files and what a validator knows beside them are read', () => {
  const args = ['a.pdf', '--trust', 'root.pem', '--trust', 'tsa.pem', '--crl', 'ca.crl', '--at', '2026-11-23', 'b.pdf']
  expect(readArguments([...args, '--json', 'out.json', '--password', 'geheim'])).toEqual({
    install: false,
    files: ['a.pdf', 'b.pdf'],
    trust: ['root.pem', 'tsa.pem'],
    crls: ['ca.crl'],
    at: '2026-11-23T00:00:00.000Z',
    json: 'out.json',
    password: 'geheim',
  })
})

test('installing needs no file', () => {
  expect(readArguments(['--install'])).toEqual({ install: true, files: [], trust: [], crls: [] })
})

test.each([[[]], [['a.pdf', '--at', 'tomorrow']], [['a.pdf', '--fast']]])('%j makes no sense', (args) => {
  expect(readArguments(args)).toBeUndefined()
})
