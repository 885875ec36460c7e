import { expect, test } from '@jest/globals'
import { agreedStatement, namedDocuments } from '../step-up/confirmation-form.ts'
import { digestOfShown } from './shown-documents.ts'

const sha256 = 'A'.repeat(43)
const [one, two] = ['0b7a4f0e-3c1c-4a0e-9d6e-0f6f5b7f1a11', '0b7a4f0e-3c1c-4a0e-9d6e-0f6f5b7f1a12']

test('the form names documents and statement, and the digest does not depend on their order', () => {
  const named = namedDocuments([`${one}:1:${sha256}`, `${two}:3:${sha256}`])
  expect(named).toEqual([
    { id: one, revision: 1, sha256 },
    { id: two, revision: 3, sha256 },
  ])
  expect(digestOfShown(named)).toBe(digestOfShown([...named].reverse()))
  expect(namedDocuments(`${one}:1:${sha256}`)).toHaveLength(1)
  expect(agreedStatement(`nl:${sha256}`)).toEqual({ lang: 'nl', sha256 })
})

test('another revision or digest is another digest over all', () => {
  const base = digestOfShown([{ id: one, revision: 1, sha256 }])
  expect(digestOfShown([{ id: one, revision: 2, sha256 }])).not.toBe(base)
  expect(digestOfShown([{ id: one, revision: 1, sha256: 'B'.repeat(43) }])).not.toBe(base)
})

test.each([undefined, '', 'x', `${one}:1`, `${one}:-1:${sha256}`, `${one}:1:short`, `${one}:1:${sha256}:more`])(
  'a form that names %j as document is refused',
  (field) => {
    expect(() => namedDocuments(field)).toThrow(expect.objectContaining({ code: 'ERR_NOT_READ' }))
  },
)

test.each([undefined, '', `de:${sha256}`, `nl:${sha256}x`])('a form that names %j as statement is refused', (field) => {
  expect(() => agreedStatement(field)).toThrow(expect.objectContaining({ code: 'ERR_NOT_READ' }))
})
