import { expect, test } from '@jest/globals'
import { settingsOf } from '@waarmerk/service-kit'
import { configSchema } from './config.ts'

const provider = {
  id: 'digid',
  issuer: 'https://op.example',
  loginClientId: 'login',
  privateJwk: { kty: 'EC', kid: 'k', alg: 'ES256', d: 'x' },
  redirectUri: 'http://localhost:4000/callback/login/digid',
  label: { nl: 'DigiD', en: 'DigiD' },
  textKey: 'digid',
}
const minimal = {
  environment: 'test',
  municipality: { name: 'Gemeente Voorbeeld', phone: '14 0123' },
  signing: { key: 'k' },
  cookieKeys: ['A'.repeat(43)],
  providers: [provider],
  securityContact: 'mailto:security@voorbeeld.example',
} as const

test('the rest has safe defaults', () => {
  const config = configSchema.parse(minimal)
  expect(config).toMatchObject({ origin: 'http://localhost:4000', port: 4000, host: '127.0.0.1' })
  expect(config.providers[0]).toMatchObject({ algorithm: 'ES256', acrRequest: 'essential-acr' })
  expect(config.limits.sessionIdleSeconds).toBeLessThanOrEqual(1800)
})

test.each([
  ['an origin with a path', { origin: 'http://localhost:4000/pages' }],
  ['a short cookie key', { cookieKeys: ['secret'] }],
  ['no cookie key', { cookieKeys: [] }],
  ['a session of more than half an hour', { limits: { sessionSeconds: 3600 } }],
  ['no environment', { environment: undefined }],
  ['something we do not know', { surprise: true }],
])('%s is refused', (_, change) => {
  expect(configSchema.safeParse({ ...minimal, ...change }).success).toBe(false)
})

test('every setting has an environment variable', () => {
  expect(settingsOf(configSchema, 'RELYING_PARTY').map(({ variable }) => variable)).toContain(
    'RELYING_PARTY_COOKIE_KEYS',
  )
})
