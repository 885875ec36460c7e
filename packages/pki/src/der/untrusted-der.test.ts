import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { PkiError } from '../pki-error.ts'
import { concat, integer, nullValue, octetString, sequence } from './der-writer.ts'
import { readUntrusted } from './untrusted-der.ts'

const deep = (levels: number) =>
  Array.from({ length: levels }).reduce<Uint8Array>((inner) => sequence(inner), nullValue())

test('what is DER, and within bounds, is read', async () => {
  const whole = sequence(integer(1), octetString(new Uint8Array(100)), deep(20))
  expect((await readUntrusted(whole, whole.length)).der).toEqual(whole)
})

test.each<[string, string, Uint8Array]>([
  ['more bytes than allowed', 'ERR_PKI_TOO_LARGE', octetString(new Uint8Array(1000))],
  ['nothing', 'ERR_PKI_DER_INVALID', new Uint8Array()],
  ['something after it', 'ERR_PKI_DER_INVALID', concat([nullValue(), nullValue()])],
  ['an indefinite length', 'ERR_PKI_DER_INVALID', Uint8Array.of(0x30, 0x80, 5, 0, 0, 0)],
  ['a length that is not minimal', 'ERR_PKI_DER_INVALID', Uint8Array.of(0x30, 0x81, 2, 5, 0)],
  ['a malformed time', 'ERR_PKI_DER_INVALID', Uint8Array.of(0x18, 2, 0x41, 0x41)],
  ['a depth of 33', 'ERR_PKI_DER_INVALID', deep(33)],
])('%s is refused', async (_what, code, bytes) => {
  await expect(readUntrusted(bytes, 1000)).rejects.toMatchObject({ code, kind: 'caller' })
})

test('more elements than anybody sends are refused', async () => {
  const many = sequence(...Array.from({ length: 20_001 }, nullValue))
  await expect(readUntrusted(many, 1e6)).rejects.toMatchObject({ code: 'ERR_PKI_DER_INVALID' })
})

test('arbitrary bytes are read or refused by code, never a crash', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), async (bytes) => {
      const outcome = await readUntrusted(sequence(bytes), 1000).catch((error: unknown) => error)
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(PkiError)
    }),
    { numRuns: 1000 },
  )
})
