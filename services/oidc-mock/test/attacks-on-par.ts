import { randomBytes } from 'node:crypto'
import { generateKeyPair } from 'jose'
import type { Attack } from './attack.ts'

type Changes = Readonly<Record<string, string | undefined>>

/** A pushed request that is right but for these parameters. */
const pushing =
  (changes: Changes): Attack =>
  async ({ signing }) =>
    signing.post('/par', await signing.pushBody(changes))

/** A pushed request whose assertion is right but for these claims. */
const asserting =
  (change: (now: number) => Record<string, unknown>): Attack =>
  async ({ signing, now }) => {
    const claims = change(Math.floor(now().getTime() / 1000))
    return signing.post('/par', await signing.pushBody({}, await signing.assertion(claims)))
  }

const claims = (value: unknown): Changes => ({ claims: JSON.stringify(value) })
const smartcard = 'urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard'

/** For every rule of client authentication: the ways to break it, by what a reader would call them. */
export const attacksOnAuthentication = {
  'content-type': {
    'a JSON body': ({ signing }) => signing.post('/par', '{}', { 'content-type': 'application/json' }),
    'a body of 20 kB': ({ signing }) => signing.post('/par', `scope=${'a'.repeat(20_000)}`),
  },
  'duplicate-parameter': {
    'two scopes': async ({ signing }) => signing.post('/par', `${await signing.pushBody()}&scope=openid`),
  },
  'client-unknown': {
    'a stranger': pushing({ client_id: 'nobody' }),
    'no client id': pushing({ client_id: undefined }),
  },
  'authentication-method': {
    'a client secret as well': pushing({ client_secret: 'secret' }),
    'a basic header as well': async ({ signing }) =>
      signing.post('/par', await signing.pushBody(), { authorization: 'Basic c2lnbmluZzpzZWNyZXQ=' }),
  },
  'assertion-type': {
    'another type': pushing({ client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer' }),
    'no type': pushing({ client_assertion_type: undefined }),
  },
  'assertion-signature': {
    'no assertion': pushing({ client_assertion: undefined }),
    'no JWT': pushing({ client_assertion: 'eyJ.eyJ.sig' }),
    'alg none': pushing({ client_assertion: 'eyJhbGciOiJub25lIn0.e30.' }),
    'another key under a known kid': async ({ signing }) => {
      const { privateKey } = await generateKeyPair('ES256')
      const token = await signing.assertion({}, { alg: 'ES256', kid: 'signing-key' }, privateKey)
      return signing.post('/par', await signing.pushBody({}, token))
    },
    'an unknown kid': async ({ signing }) =>
      signing.post('/par', await signing.pushBody({}, await signing.assertion({}, { alg: 'ES256', kid: 'other' }))),
    'the assertion of another client': async ({ signing, login }) =>
      signing.post('/par', await signing.pushBody({}, await login.assertion())),
  },
  'assertion-issuer-subject': {
    'another issuer': asserting(() => ({ iss: 'login' })),
    'another subject': asserting(() => ({ sub: 'login' })),
    'no subject': asserting(() => ({ sub: undefined })),
  },
  'assertion-audience': {
    'the token endpoint': async ({ signing, op }) =>
      signing.post('/par', await signing.pushBody({}, await signing.assertion({ aud: `${op.url}/token` }))),
    'the issuer in a list': async ({ signing, op }) =>
      signing.post('/par', await signing.pushBody({}, await signing.assertion({ aud: [op.url] }))),
    'the issuer with a slash': async ({ signing, op }) =>
      signing.post('/par', await signing.pushBody({}, await signing.assertion({ aud: `${op.url}/` }))),
    nobody: asserting(() => ({ aud: undefined })),
  },
  'assertion-issued-at': {
    'no iat': asserting(() => ({ iat: undefined })),
    'iat in a minute': asserting((now) => ({ iat: now + 60 })),
    'nbf in a minute': asserting((now) => ({ nbf: now + 60 })),
  },
  'assertion-lifetime': {
    'no exp': asserting(() => ({ exp: undefined })),
    'expired this second': asserting((now) => ({ exp: now })),
    'valid for an hour': asserting((now) => ({ exp: now + 3600 })),
  },
  'assertion-jti': {
    'no jti': asserting(() => ({ jti: undefined })),
    'a counter': asserting(() => ({ jti: '1' })),
  },
  'assertion-replayed': {
    'the same assertion at PAR twice': async ({ signing }) => {
      const token = await signing.assertion()
      await signing.post('/par', await signing.pushBody({}, token))
      return signing.post('/par', await signing.pushBody({}, token))
    },
    'the assertion of PAR at the token endpoint': async ({ signing }) => {
      const token = await signing.assertion()
      await signing.post('/par', await signing.pushBody({}, token))
      return signing.post('/token', await signing.tokenBody('code', {}, token))
    },
  },
} satisfies Record<string, Record<string, Attack>>

/** For every rule of the authorization request: the ways to break it. */
export const attacksOnRequest = {
  'request-object': { 'a request object': pushing({ request: 'eyJ' }) },
  'request-uri-pushed': { 'a request_uri': pushing({ request_uri: 'urn:ietf:params:oauth:request_uri:x' }) },
  'response-type': {
    'implicit flow': pushing({ response_type: 'id_token' }),
    'hybrid flow': pushing({ response_type: 'code id_token' }),
    'no response type': pushing({ response_type: undefined }),
  },
  'response-mode': { form_post: pushing({ response_mode: 'form_post' }) },
  'redirect-uri': {
    'no redirect URI': pushing({ redirect_uri: undefined }),
    'a longer path': pushing({ redirect_uri: 'http://localhost:4000/signing/callback/' }),
    'an added query': pushing({ redirect_uri: 'http://localhost:4000/signing/callback?a=1' }),
    'another port': pushing({ redirect_uri: 'http://localhost:4001/signing/callback' }),
    'that of another client': pushing({ redirect_uri: 'http://localhost:4000/callback' }),
  },
  'scope-openid': { 'no openid': pushing({ scope: 'profile' }), 'no scope': pushing({ scope: undefined }) },
  'scope-unknown': { 'a typing mistake': pushing({ scope: 'openid idp_scoping:didid' }) },
  'state-weak': {
    'no state': pushing({ state: undefined }),
    'a short state': pushing({ state: 'abcdefghijklmnopqrstu' }),
    'a monotonous state': pushing({ state: 'a'.repeat(43) }),
  },
  'nonce-weak': { 'no nonce': pushing({ nonce: undefined }), 'a counter': pushing({ nonce: '1' }) },
  'nonce-long': { '65 characters': pushing({ nonce: randomBytes(49).toString('base64url').slice(0, 65) }) },
  'pkce-missing': { 'no challenge': pushing({ code_challenge: undefined }) },
  'pkce-method': {
    plain: pushing({ code_challenge_method: 'plain' }),
    'no method': pushing({ code_challenge_method: undefined }),
  },
  'pkce-challenge': { 'a hexadecimal digest': pushing({ code_challenge: 'ab'.repeat(32) }) },
  prompt: {
    'an unknown prompt': pushing({ prompt: 'logni' }),
    'none with login': pushing({ prompt: 'none login' }),
  },
  'max-age': { 'a negative age': pushing({ max_age: '-1' }), 'a fraction': pushing({ max_age: '1.5' }) },
  claims: {
    'no JSON': pushing({ claims: '{' }),
    'a list': pushing(claims([])),
    'acr values that are no list': pushing(claims({ id_token: { acr: { values: smartcard } } })),
  },
  'acr-unknown': {
    'an unknown essential acr': pushing(claims({ id_token: { acr: { essential: true, values: ['high'] } } })),
    'an unknown voluntary acr': pushing({ acr_values: 'urn:etoegang:core:assurance-class:loa3' }),
  },
  'acr-twice': {
    'acr_values and claims': pushing({
      acr_values: smartcard,
      ...claims({ id_token: { acr: { essential: true, values: [smartcard] } } }),
    }),
    'vtr and acr_values': pushing({ vtr: '["P2"]', acr_values: smartcard }),
  },
  'login-hint': {
    'a persona that does not exist': pushing({ login_hint: 'persona:zoe' }),
    'a persona outside the scope': pushing({ login_hint: 'persona:elena', scope: 'openid idp_scoping:digid' }),
  },
} satisfies Record<string, Record<string, Attack>>
