import { expect, test } from '@jest/globals'
import { testConfig } from '../test/house.ts'
import { configSchema } from './config.ts'

const config = await testConfig({
  directory: 'state',
  issuer: 'http://127.0.0.1:4200',
  timestampUrl: 'http://127.0.0.1:4300/tsa',
  timestampAnchors: '-----BEGIN CERTIFICATE-----',
  keys: { back: 'back', relyingParty: 'relying-party' },
})
const [provider] = config.providers
if (provider === undefined) throw new Error('the test configuration has a provider')
const [credential] = config.credentials
if (credential === undefined) throw new Error('the test configuration has a credential')

test('the configuration of the tests is one', () => {
  expect(configSchema.safeParse(config)).toMatchObject({ success: true })
})

test.each([
  ['an issuer by http in production', { environment: 'production' as const }],
  ['an issuer by http on another machine', { providers: [{ ...provider, issuer: 'http://op.example' }] }],
  ['one client for login and signing', { providers: [{ ...provider, loginClientId: provider.signing.clientId }] }],
  ['two providers of one name', { providers: [provider, provider] }],
  ['two credentials of one name', { credentials: [credential, credential] }],
])('%s is no configuration', (_, change) => {
  expect(configSchema.safeParse({ ...config, ...change })).toMatchObject({ success: false })
})
