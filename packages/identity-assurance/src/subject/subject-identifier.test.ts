import { format, inspect } from 'node:util'
import { expect, test } from '@jest/globals'
import { canonicalSubject, sameSubject } from './subject-identifier.ts'
import { bsn, kvkNumber, opaqueSubject, rsin } from './subject-kinds.ts'

const person = bsn('999990019')
const elena = opaqueSubject({ issuer: 'https://op.example', value: 'pseudonym-of-elena' })

test.each([
  ['a template', `${person}`],
  ['concatenation', `bsn ${String(person)}`],
  ['JSON', JSON.stringify({ person })],
  ['util.inspect', inspect({ person }, { depth: 9, showHidden: true })],
  ['util.format %s', format('%s', person)],
  ['util.format %o', format('%o', person)],
  ['util.format %j', format('%j', person)],
  ['an error message', new Error(`for ${person}`).message],
])('a BSN printed by %s shows its last two digits only', (_, text) => {
  expect(text).not.toContain('9999900')
  expect(text).toContain('*******19')
})

test('every enumerable or hidden property of an identifier is free of its value', () => {
  const properties = Reflect.ownKeys(person).map((key) => String(Reflect.get(person, key)))
  expect(properties).toEqual(['bsn', 'null'])
  expect(Object.isFrozen(person)).toBe(true)
})

test('an opaque identifier prints nothing of itself, not even its length', () => {
  expect(`${elena}`).toBe('opaque:********')
})

test('equal identifiers of one kind are the same subject', () => {
  expect(sameSubject(person, bsn('999990019'))).toBe(true)
  expect(sameSubject(person, bsn('999990032'))).toBe(false)
})

test('the same digits as BSN and as RSIN are two subjects', () => {
  expect(sameSubject(bsn('002564440'), rsin('002564440'))).toBe(false)
})

test('the same pseudonym from two issuers is two subjects', () => {
  const elsewhere = opaqueSubject({ issuer: 'https://other.example', value: 'pseudonym-of-elena' })
  expect(sameSubject(elena, elsewhere)).toBe(false)
  expect(sameSubject(elena, opaqueSubject({ issuer: 'https://op.example', value: 'pseudonym-of-elena' }))).toBe(true)
})

test('the canonical text tells type, issuer and value apart without ambiguity', () => {
  expect(canonicalSubject(person)).toBe('["bsn",null,"999990019"]')
  expect(canonicalSubject(kvkNumber('01234567'))).toBe('["kvk",null,"01234567"]')
  expect(canonicalSubject(elena)).toBe('["opaque","https://op.example","pseudonym-of-elena"]')
})
