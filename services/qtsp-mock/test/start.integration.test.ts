import { type KeyObject, X509Certificate } from 'node:crypto'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { readConfig } from '../src/config.ts'
import {
  createQtspKeys,
  createQtspMock,
  type QtspMockErrorCode,
  qtspMockErrorKinds,
  startQtspMock,
} from '../src/index.ts'
import { openssl, present } from './openssl.ts'
import { chainOf, fetched, ocspAnswer, stamped } from './world.ts'

let stateDirectory: string
beforeEach(async () => {
  stateDirectory = await mkdtemp(join(tmpdir(), 'qtsp-mock-start-'))
})
afterEach(() => rm(stateDirectory, { recursive: true }))

const noKey = { algorithm: 'p-256', privateKey: 'c2VjcmV0' }
const judged = present ? test : test.skip
const judge = openssl()
const start = (changes: object = {}) => startQtspMock({ host: '127.0.0.1', port: 0, stateDirectory, ...changes })
const failure = (code: QtspMockErrorCode) =>
  expect.objectContaining({ name: 'QtspMockError', code, kind: qtspMockErrorKinds[code] })

judged(
  "after a restart yesterday's time stamp still verifies, with the keys in a file for its owner only",
  async () => {
    const first = await start()
    const query = await judge.query('paspoort', '-cert')
    const answer = await stamped({ tsa: first, close: first.close }, query)
    await first.close()
    const second = await start()
    await second.close()
    expect(await judge.verify(query, answer, second.caCertificatePem)).toBe('OK')
    expect(await readdir(stateDirectory)).toEqual(['qtsp-mock-keys.json'])
    expect((await stat(join(stateDirectory, 'qtsp-mock-keys.json'))).mode & 0o777).toBe(0o600)
  },
)

test('two that start at once on one directory share the same CA', async () => {
  const both = await Promise.all([start(), start()])
  await Promise.all(both.map(({ close }) => close()))
  expect(both[0].caCertificatePem).toBe(both[1].caCertificatePem)
})

judged(
  "on another port the same authorities answer under the new address, and yesterday's signer is good",
  async () => {
    const first = await start()
    const signer = chainOf(await first.issueSigner({ algorithm: 'p-256' }))
    await first.close()
    const tsa = await start()
    const world = { tsa, close: tsa.close }
    const [before, after] = [signer.issuer, tsa.issuingCaCertificatePem].map((pem) => new X509Certificate(pem))
    expect(tsa.url).not.toBe(first.url)
    expect(tsa.caCertificatePem).toBe(first.caCertificatePem)
    expect(before?.infoAccess).toContain(`${first.url}/ocsp/root`)
    expect(after?.infoAccess).toContain(`${tsa.url}/ocsp/root`)
    expect(after?.infoAccess).not.toContain(first.url)
    expect(after?.publicKey.equals(before?.publicKey as KeyObject)).toBe(true)

    const lists = [await fetched(world, '/crl/issuing.crl'), await fetched(world, '/crl/root.crl')]
    const query = await judge.ocspQuery(signer)
    const answer = await ocspAnswer(world, query)
    await tsa.close()
    expect(await judge.chain(signer.certificate, signer.issuer, tsa.caCertificatePem, lists)).toMatch(/: OK\n$/)
    const trusted = ['-CAfile', judge.keep('ca', tsa.caCertificatePem), '-verify_other', judge.keep('i', signer.issuer)]
    expect(await judge.ocsp(query, answer, signer, ...trusted)).toMatch(/^Response verify OK[\s\S]*: good\n/)
  },
)

test.each([
  ['another shape', '{"ca":"secret"}'],
  ['keys that are none', JSON.stringify({ ca: { ...noKey, certificate: 'c2VjcmV0' }, issuing: noKey, tsa: noKey })],
])('a damaged key file, %s, is named, not quoted', async (_name, content) => {
  await writeFile(join(stateDirectory, 'qtsp-mock-keys.json'), content)
  const error = await start().catch((thrown: unknown) => thrown)
  expect(error).toEqual(failure('ERR_QTSP_MOCK_CONFIG'))
  expect(String(error)).not.toMatch(/secret|c2VjcmV0/)
})

test('a taken port is named', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  const error = await start({ port }).catch((thrown: unknown) => thrown)
  await new Promise((resolve) => other.close(resolve))
  expect(error).toEqual(failure('ERR_QTSP_MOCK_PORT_TAKEN'))
  expect(String(error)).toContain(`${port}`)
})

describe('it does not start', () => {
  test.each<[string, object, QtspMockErrorCode]>([
    ['in production', { environment: 'production' }, 'ERR_QTSP_MOCK_PRODUCTION'],
    ['on every interface', { host: '0.0.0.0' }, 'ERR_QTSP_MOCK_NOT_LOCAL'],
    ['on a private address', { host: '10.0.0.1' }, 'ERR_QTSP_MOCK_NOT_LOCAL'],
  ])('%s, and writes nothing', async (_name, changes, code) => {
    await expect(start(changes)).rejects.toEqual(failure(code))
    expect(await readdir(stateDirectory)).toEqual([])
  })

  test('when NODE_ENV is production, whatever the options say', async () => {
    const keys = await createQtspKeys()
    const before = process.env['NODE_ENV']
    process.env['NODE_ENV'] = 'production'
    try {
      await expect(start({ environment: 'test' })).rejects.toEqual(failure('ERR_QTSP_MOCK_PRODUCTION'))
      await expect(createQtspMock({ keys })).rejects.toEqual(failure('ERR_QTSP_MOCK_PRODUCTION'))
    } finally {
      process.env['NODE_ENV'] = before
    }
  })
})

test('on its own it has safe defaults, and lists every fault of its settings', () => {
  expect(readConfig({})).toEqual({
    host: '127.0.0.1',
    port: 4300,
    stateDirectory: '.waarmerk/qtsp-mock',
    keyAlgorithm: 'p-256',
    tsaValidity: 3650,
  })
  const read = () => readConfig({ QTSP_MOCK_PORT: '70000', QTSP_MOCK_KEY_ALGORITHM: 'rsa-1024' })
  expect(read).toThrow(failure('ERR_QTSP_MOCK_CONFIG'))
  expect(read).toThrow(/QTSP_MOCK_PORT[\s\S]*QTSP_MOCK_KEY_ALGORITHM/)
})
