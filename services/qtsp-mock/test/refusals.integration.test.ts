import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import * as asn1js from 'asn1js'
import { openssl, present } from './openssl.ts'
import { send, stamped, startWorld, type World } from './world.ts'

const judged = present ? test : test.skip
const judge = openssl()
let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const sequence = (...value: asn1js.AsnType[]) => new asn1js.Sequence({ value })
const integer = (value: number) => new asn1js.Integer({ value })
const oid = (value: string) => new asn1js.ObjectIdentifier({ value })
const sha256 = '2.16.840.1.101.3.4.2.1'
const imprint = (algorithm = sha256, length = 32) =>
  sequence(sequence(oid(algorithm)), new asn1js.OctetString({ valueHex: new Uint8Array(length) }))
const encoded = (...value: asn1js.AsnType[]) => new Uint8Array(sequence(...value).toBER())
const extensions = () =>
  new asn1js.Constructed({
    idBlock: { tagClass: 3, tagNumber: 0 },
    value: [sequence(oid('1.2.3.4'), new asn1js.OctetString({ valueHex: new Uint8Array(1) }))],
  })

/** Status and failure bits, read straight from the bytes (RFC 3161 §2.4.2). */
function readStatus(response: Uint8Array) {
  const { result } = asn1js.fromBER(response)
  const [info, token] = result instanceof asn1js.Sequence ? result.valueBlock.value : []
  const [status, text, failure] = info instanceof asn1js.Sequence ? info.valueBlock.value : []
  const bits = failure instanceof asn1js.BitString ? failure.valueBlock : undefined
  const last = (bits?.valueHexView.length ?? 0) * 8 - 1 - (bits?.unusedBits ?? 0)
  return {
    status: status instanceof asn1js.Integer ? status.valueBlock.valueDec : undefined,
    failure: last,
    hasText: text instanceof asn1js.Sequence && text.valueBlock.value[0] instanceof asn1js.Utf8String,
    token,
  }
}

describe('a request is rejected, with the failure of RFC 3161 §2.4.2', () => {
  const trailing = () => Uint8Array.from([...encoded(integer(1), imprint()), 0])
  test.each<[string, () => Uint8Array, number]>([
    ['MD5 → badAlg', () => encoded(integer(1), imprint('1.2.840.113549.2.5', 16)), 0],
    ['SHA-1 → badAlg', () => encoded(integer(1), imprint('1.3.14.3.2.26', 20)), 0],
    ['version 2 → badRequest', () => encoded(integer(2), imprint()), 2],
    [
      'a nonce of 33 bytes → badRequest',
      () => encoded(integer(1), imprint(), new asn1js.Integer({ valueHex: new Uint8Array(33).fill(1) })),
      2,
    ],
    ['SHA-256 with 31 bytes → badDataFormat', () => encoded(integer(1), imprint(sha256, 31)), 5],
    ['no ASN.1 → badDataFormat', () => new TextEncoder().encode('not a request'), 5],
    ['something after it → badDataFormat', trailing, 5],
    ['another structure → badDataFormat', () => encoded(integer(1)), 5],
    ['another policy → unacceptedPolicy', () => encoded(integer(1), imprint(), oid('1.2.3.4.1')), 15],
    ['an extension → unacceptedExtension', () => encoded(integer(1), imprint(), extensions()), 16],
  ])('%s', async (_name, query, failure) => {
    expect(readStatus(await stamped(world, query()))).toEqual({ status: 2, failure, hasText: true, token: undefined })
  })

  judged('and openssl reads the reason', async () => {
    const text = await judge.text(await stamped(world, await judge.query('paspoort', '-sha1')))
    expect(text).toContain('Status: Rejected.')
    expect(text).toContain('the imprint is not made with SHA-256, -384 or -512')
    expect(text).toContain('Failure info: unrecognized or unsupported algorithm identifier')
  })
})

test('our own policy may be asked for', async () => {
  const query = encoded(integer(1), imprint(), oid('2.999.3161.1'))
  expect(readStatus(await stamped(world, query))).toMatchObject({ status: 0 })
})

test('another content type is 415, a request over 16 kB is 413, another method or path is 404', async () => {
  const headers = { 'content-type': 'application/octet-stream' }
  expect((await send(world, encoded(integer(1), imprint()), { headers })).status).toBe(415)
  expect((await send(world, new Uint8Array(17_000))).status).toBe(413)
  expect((await fetch(world.tsa.timestampUrl)).status).toBe(404)
})
