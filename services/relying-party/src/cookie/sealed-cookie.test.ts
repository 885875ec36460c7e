import { randomBytes } from 'node:crypto'
import { expect, test } from '@jest/globals'
import type { Request, Response } from 'express'
import { z } from 'zod'
import { createSealedCookie } from './sealed-cookie.ts'

const key = () => randomBytes(32).toString('base64url')
const shape = z.strictObject({ secret: z.string() })
const later = new Date('2026-11-23T21:00:00Z')
const before = () => new Date('2026-11-23T20:00:00Z')

const written = () => {
  const lines: string[] = []
  return { response: { append: (_: string, line: string) => lines.push(line) } as unknown as Response, lines }
}
const carrying = (line = '') => ({ headers: { cookie: line.split(';')[0] } }) as Request

test('what was sealed can be read back, and the cookie is only for this host, only for us, and Lax', async () => {
  const cookie = createSealedCookie({ keys: [key()], now: before }, '__Host-session', shape)
  const { response, lines } = written()
  await cookie.write(response, { secret: 'the session' }, later)
  expect(lines[0]).toMatch(/^__Host-session=[\w.-]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  expect(lines[0]).not.toContain('the session')
  expect(await cookie.read(carrying(lines[0]))).toEqual({ secret: 'the session' })
})

test('it is not read once its time is over', async () => {
  const keys = [key()]
  const { response, lines } = written()
  await createSealedCookie({ keys, now: before }, '__Host-session', shape).write(response, { secret: 'x' }, later)
  const after = () => new Date(later.getTime() + 1000)
  expect(await createSealedCookie({ keys, now: after }, '__Host-session', shape).read(carrying(lines[0]))).toBeNull()
})

test.each<[string, (line: string) => string]>([
  ['one letter was changed', (line) => line.replace(/[\w-](?=[\w.-]{30};)/, (sign) => (sign === 'A' ? 'B' : 'A'))],
  ['it is empty', () => '__Host-session=; Path=/'],
  ['it is no JWE', () => '__Host-session=eyJhbGciOiJub25lIn0.e30.; Path=/'],
  ['there is none', () => 'other=1'],
])('it is not read when %s', async (_, change) => {
  const cookie = createSealedCookie({ keys: [key()], now: before }, '__Host-session', shape)
  const { response, lines } = written()
  await cookie.write(response, { secret: 'x' }, later)
  expect(await cookie.read(carrying(change(lines[0] ?? '')))).toBeNull()
})

test('a value sealed under one name cannot be passed off under another', async () => {
  const deps = { keys: [key()], now: before }
  const { response, lines } = written()
  await createSealedCookie(deps, '__Host-notice', shape).write(response, { secret: 'x' }, later)
  const passedOff = (lines[0] ?? '').replace('__Host-notice', '__Host-session')
  expect(await createSealedCookie(deps, '__Host-session', shape).read(carrying(passedOff))).toBeNull()
})

test('a value of another shape is not read', async () => {
  const deps = { keys: [key()], now: before }
  const { response, lines } = written()
  await createSealedCookie(deps, '__Host-session', z.strictObject({ other: z.number() })).write(
    response,
    { other: 1 },
    later,
  )
  expect(await createSealedCookie(deps, '__Host-session', shape).read(carrying(lines[0]))).toBeNull()
})

test('after a change of keys the old cookies are still read and new ones are sealed with the new key', async () => {
  const [old, current] = [key(), key()]
  const { response, lines } = written()
  const rotated = createSealedCookie({ keys: [current, old], now: before }, '__Host-session', shape)
  await createSealedCookie({ keys: [old], now: before }, '__Host-session', shape).write(
    response,
    { secret: 'o' },
    later,
  )
  await rotated.write(response, { secret: 'n' }, later)
  expect(await rotated.read(carrying(lines[0]))).toEqual({ secret: 'o' })
  const newOnly = createSealedCookie({ keys: [current], now: before }, '__Host-session', shape)
  expect(await newOnly.read(carrying(lines[1]))).toEqual({ secret: 'n' })
  expect(await newOnly.read(carrying(lines[0]))).toBeNull()
})
