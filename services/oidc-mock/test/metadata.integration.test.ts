import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

test('discovery names the issuer exactly, and its endpoints are where it says', async () => {
  const response = await fetch(`${world.op.url}/.well-known/openid-configuration`)
  const metadata = (await response.json()) as Record<string, unknown>
  expect(response.headers.get('cache-control')).toMatch(/max-age=\d+/)
  expect(metadata).toMatchObject({
    issuer: world.op.url,
    jwks_uri: `${world.op.url}/jwks`,
    require_pushed_authorization_requests: true,
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['ES256'],
    claims_parameter_supported: true,
    authorization_response_iss_parameter_supported: true,
  })
  for (const name of ['authorization_endpoint', 'token_endpoint', 'pushed_authorization_request_endpoint']) {
    const method = name === 'authorization_endpoint' ? 'GET' : 'POST'
    expect((await fetch(String(metadata[name]), { method })).status).toBe(400)
  }
})

test('the key set holds one public key, with kid and cache headers, equal to what start gave', async () => {
  const response = await fetch(`${world.op.url}/jwks`)
  const published = (await response.json()) as { keys: Record<string, unknown>[] }
  expect(response.headers.get('cache-control')).toBe('public, max-age=300')
  expect(response.headers.get('content-type')).toContain('application/jwk-set+json')
  expect(published).toEqual(world.op.jwks)
  expect(Object.keys(published.keys[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'])
})

test('an unknown path and a malformed one are answered in JSON, without a stack', async () => {
  for (const [path, status, error] of [
    ['/userinfo', 404, 'not_found'],
    ['/%zz', 404, 'not_found'],
  ] as const) {
    const response = await fetch(`${world.op.url}${path}`)
    expect([response.status, await response.json()]).toEqual([status, { error }])
  }
})

test('the refusals can be read over HTTP and hold nothing that was sent', async () => {
  await world.signing.post('/par', await world.signing.pushBody({ state: 'telltale' }))
  await world.signing.post('/par', 'client_id=telltale')
  const refusals = await (await fetch(`${world.op.url}/_mock/refusals`)).text()
  expect(JSON.parse(refusals)).toEqual(
    expect.arrayContaining([
      { at: world.now().toISOString(), endpoint: 'par', rule: 'state-weak', clientId: 'signing' },
      { at: world.now().toISOString(), endpoint: 'par', rule: 'client-unknown' },
    ]),
  )
  expect(refusals).not.toContain('telltale')
})
