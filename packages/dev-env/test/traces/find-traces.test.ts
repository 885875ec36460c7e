import { deflateSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import { encoders, tracesOf } from './encodings.ts'
import { findTraces } from './find-traces.ts'

const canary = '999990019'
const traces = tracesOf(canary)
const around = (planted: string | Buffer) =>
  Buffer.concat([Buffer.from('{"before":"x'), Buffer.from(planted as string), Buffer.from('"} after')])

test.each(Object.keys(encoders))('a canary planted as %s is found', (name) => {
  const bytes = around(encoders[name]?.(canary) ?? '')
  expect(findTraces([{ name: 'planted', bytes }], traces)).not.toEqual([])
})

test.each(Object.keys(encoders))('a canary planted as %s inside a compressed PDF stream is found', (name) => {
  const stream = deflateSync(around(encoders[name]?.(canary) ?? ''))
  const bytes = Buffer.concat([Buffer.from('1 0 obj\n<< >>\nstream\r\n'), stream, Buffer.from('\nendstream\nendobj\n')])
  const found = findTraces([{ name: 'pdf', bytes }], traces)
  expect(found).toContainEqual(expect.objectContaining({ where: 'pdf, stream at 22' }))
})

test('another number leaves no trace', () => {
  const bytes = Buffer.concat(Object.values(encoders).map((encode) => around(encode('999990020'))))
  expect(findTraces([{ name: 'other', bytes }], traces)).toEqual([])
})
