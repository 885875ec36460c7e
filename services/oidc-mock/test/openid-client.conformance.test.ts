import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import * as client from 'openid-client'
import { type RunningOidcMock, startOidcMock } from '../src/index.ts'
import { createRelyingParty, form } from './relying-party.ts'

const redirectUri = 'http://localhost:4000/signing/callback'
const smartcard = 'urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard'

let op: RunningOidcMock
let config: client.Configuration
let stateDirectory: string

beforeAll(async () => {
  stateDirectory = await mkdtemp(join(tmpdir(), 'oidc-mock-conformance-'))
  const { registration, privateKey } = await createRelyingParty('signing', redirectUri, () => new Date())
  op = await startOidcMock({ host: '127.0.0.1', port: 0, stateDirectory, clients: [registration] })
  config = await client.discovery(
    new URL(op.url),
    'signing',
    { id_token_signed_response_alg: 'ES256' },
    client.PrivateKeyJwt({ key: privateKey, kid: 'signing-key' }),
    { execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks] },
  )
})
afterAll(async () => {
  await op.close()
  await rm(stateDirectory, { recursive: true })
})

/** A login as a certified client makes it, with the page answered by `press`. */
async function logIn(press: Record<string, string>) {
  const checks = {
    pkceCodeVerifier: client.randomPKCECodeVerifier(),
    expectedState: client.randomState(),
    expectedNonce: client.randomNonce(),
    maxAge: 600,
  }
  const url = await client.buildAuthorizationUrlWithPAR(config, {
    redirect_uri: redirectUri,
    scope: 'openid idp_scoping:digid',
    state: checks.expectedState,
    nonce: checks.expectedNonce,
    code_challenge: await client.calculatePKCECodeChallenge(checks.pkceCodeVerifier),
    code_challenge_method: 'S256',
    prompt: 'login',
    max_age: '600',
    claims: JSON.stringify({
      id_token: { acr: { essential: true, values: [smartcard, `${smartcard}PKI`] }, auth_time: { essential: true } },
    }),
  })
  const page = await (await fetch(url)).text()
  const interaction = /name="interaction" value="([^"]+)"/.exec(page)?.[1]
  const answer = await fetch(new URL('/authorize/login', op.url), {
    method: 'POST',
    body: form({ interaction, ...press }),
    redirect: 'manual',
  })
  const currentUrl = new URL(answer.headers.get('location') ?? '')
  return () => client.authorizationCodeGrant(config, currentUrl, checks)
}

test('openid-client goes the whole way: PAR, PKCE, private_key_jwt, nonce, max_age, iss, signature', async () => {
  const redeem = await logIn({ persona: 'anna' })
  const tokens = await redeem()
  expect(tokens.claims()).toMatchObject({ iss: op.url, aud: 'signing', acr: smartcard, given_name: 'Anna' })
})

test('openid-client learns why a second redemption is refused', async () => {
  const redeem = await logIn({ persona: 'anna' })
  await redeem()
  await expect(redeem()).rejects.toMatchObject({
    code: 'OAUTH_RESPONSE_BODY_ERROR',
    error: 'invalid_grant',
    error_description: expect.stringContaining('rule code-replayed'),
  })
})

test.each([
  ['the person cancels', { cancel: 'true' }, 'access_denied'],
  ['the level is not reached', { persona: 'bram' }, 'unmet_authentication_requirements'],
])('openid-client learns that %s', async (_name, press, error) => {
  const redeem = await logIn(press)
  await expect(redeem()).rejects.toMatchObject({ code: 'OAUTH_AUTHORIZATION_RESPONSE_ERROR', error })
})
