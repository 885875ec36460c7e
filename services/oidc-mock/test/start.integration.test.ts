import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  type ClientRegistration,
  createOidcMock,
  createProviderKeys,
  type OidcMockErrorCode,
  oidcMockErrorKinds,
  startOidcMock,
} from '../src/index.ts'
import { createRelyingParty } from './relying-party.ts'

let stateDirectory: string
beforeEach(async () => {
  stateDirectory = await mkdtemp(join(tmpdir(), 'oidc-mock-start-'))
})
afterEach(() => rm(stateDirectory, { recursive: true }))

const start = (changes: object = {}) =>
  startOidcMock({ host: '127.0.0.1', port: 0, stateDirectory, clients: [], ...changes })
const failure = (code: OidcMockErrorCode) =>
  expect.objectContaining({ name: 'OidcMockError', code, kind: oidcMockErrorKinds[code] })

test('the key outlives a restart, in a file that only its owner can read', async () => {
  const { registration, ...rp } = await createRelyingParty('signing', 'http://localhost:4000/cb', () => new Date())
  const first = await start({ clients: [registration] })
  rp.use(first.url)
  const { claims: before } = await rp.claims('anna')
  await first.close()
  const second = await start({ clients: [registration] })
  rp.use(second.url)
  const { claims: after } = await rp.claims('anna')
  await second.close()
  expect(second.jwks).toEqual(first.jwks)
  expect(after['sub']).toBe(before['sub'])
  expect(await readdir(stateDirectory)).toEqual(['oidc-mock-keys.json'])
  expect((await stat(join(stateDirectory, 'oidc-mock-keys.json'))).mode & 0o777).toBe(0o600)
})

test('two that start at once on one directory share the same key', async () => {
  const both = await Promise.all([start(), start()])
  await Promise.all(both.map(({ close }) => close()))
  expect(both[0].jwks).toEqual(both[1].jwks)
})

test('a damaged key file is named, not quoted', async () => {
  await writeFile(join(stateDirectory, 'oidc-mock-keys.json'), '{"signingKey":"secret"}')
  const error = await start().catch((thrown: unknown) => thrown)
  expect(error).toEqual(failure('ERR_OIDC_MOCK_CONFIG'))
  expect(String(error)).not.toContain('"secret"')
})

test('a taken port is named', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  const error = await start({ port }).catch((thrown: unknown) => thrown)
  await new Promise((resolve) => other.close(resolve))
  expect(error).toEqual(failure('ERR_OIDC_MOCK_PORT_TAKEN'))
  expect(String(error)).toContain(`${port}`)
})

describe('it does not start', () => {
  test.each<[string, object, OidcMockErrorCode]>([
    ['in production', { environment: 'production' }, 'ERR_OIDC_MOCK_PRODUCTION'],
    ['in "prod-2"', { environment: 'prod-2' }, 'ERR_OIDC_MOCK_PRODUCTION'],
    ['under a public issuer', { issuer: 'https://login.gemeente.example' }, 'ERR_OIDC_MOCK_NOT_LOCAL'],
    [
      'under an issuer that only begins like localhost',
      { issuer: 'http://localhost.example' },
      'ERR_OIDC_MOCK_NOT_LOCAL',
    ],
    ['under a private address', { issuer: 'http://10.0.0.1:4200' }, 'ERR_OIDC_MOCK_NOT_LOCAL'],
    ['on every interface', { host: '0.0.0.0' }, 'ERR_OIDC_MOCK_NOT_LOCAL'],
    ['under an issuer with a slash', { issuer: 'http://127.0.0.1:4200/' }, 'ERR_OIDC_MOCK_CONFIG'],
    ['under an issuer that is no URL', { issuer: 'localhost' }, 'ERR_OIDC_MOCK_CONFIG'],
    ['with a client without redirect URI', { clients: [{ ...client(), redirectUris: [] }] }, 'ERR_OIDC_MOCK_CONFIG'],
    ['with a private key registered', { clients: [client({ d: 'secret' })] }, 'ERR_OIDC_MOCK_CONFIG'],
    ['with one client id twice', { clients: [client(), client()] }, 'ERR_OIDC_MOCK_CONFIG'],
  ])('%s', async (_name, changes, code) => {
    await expect(start(changes)).rejects.toEqual(failure(code))
  })

  test('when NODE_ENV is production, whatever the options say', async () => {
    const before = process.env['NODE_ENV']
    process.env['NODE_ENV'] = 'production'
    try {
      await expect(start({ environment: 'test' })).rejects.toEqual(failure('ERR_OIDC_MOCK_PRODUCTION'))
      const keys = await createProviderKeys()
      const create = () => createOidcMock({ issuer: 'http://localhost:4200', clients: [], keys })
      expect(create).toThrow(failure('ERR_OIDC_MOCK_PRODUCTION'))
    } finally {
      process.env['NODE_ENV'] = before
    }
  })

  test('and having refused, it has written nothing', async () => {
    await start({ environment: 'production' }).catch(() => undefined)
    await start({ issuer: 'https://login.gemeente.example' }).catch(() => undefined)
    expect(await readdir(stateDirectory)).toEqual([])
  })
})

function client(key: object = {}): ClientRegistration {
  return {
    clientId: 'signing',
    clientName: 'Ondertekenen',
    redirectUris: ['http://localhost:4000/cb'],
    jwks: { keys: [{ kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: '1', ...key }] },
  }
}
