import { randomBytes } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { seal, unseal } from './seal.ts'

const key = randomBytes(32)
const bytes = (text: string) => new TextEncoder().encode(text)
const broken = expect.objectContaining({ code: 'ERR_KEY_SEAL_BROKEN' })

test('what was sealed opens again, and is sealed differently every time', () => {
  const one = seal(key, bytes('geheim'), bytes('rij 1'))
  const two = seal(key, bytes('geheim'), bytes('rij 1'))
  expect(one).not.toEqual(two)
  expect(new TextDecoder().decode(unseal(key, one, bytes('rij 1')))).toBe('geheim')
})

test('a secret moved to another row does not open there', () => {
  expect(() => unseal(key, seal(key, bytes('geheim'), bytes('rij 1')), bytes('rij 2'))).toThrow(broken)
})

test('another key does not open it', () => {
  expect(() => unseal(randomBytes(32), seal(key, bytes('geheim'), bytes('rij')), bytes('rij'))).toThrow(broken)
})

test('one changed bit anywhere, or a byte less, and it does not open', () => {
  const sealed = seal(key, bytes('geheim'), bytes('rij'))
  for (let index = 0; index < sealed.length; index += 1) {
    const changed = sealed.slice()
    changed[index] = (changed[index] ?? 0) ^ 1
    expect(() => unseal(key, changed, bytes('rij'))).toThrow(broken)
    expect(() => unseal(key, sealed.subarray(0, index), bytes('rij'))).toThrow(broken)
  }
})

test('a key of another length is the programmer’s mistake', () => {
  expect(() => seal(randomBytes(16), bytes('x'), bytes('y'))).toThrow(TypeError)
})
