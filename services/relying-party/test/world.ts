import { randomBytes } from 'node:crypto'
import { type Listening, listen, silentLogger } from '@waarmerk/service-kit'
import { exportJWK, generateKeyPair } from 'jose'
import { type ConfigInput, configSchema, createApp, type Overrides } from '../src/index.ts'
import { Browser } from './browser.ts'
import { OpenIdProvider } from './openid-provider.ts'
import { citizenKey, locator, SigningApi } from './signing-api.ts'

export interface World {
  readonly op: OpenIdProvider
  readonly api: SigningApi
  readonly origin: string
  readonly config: ConfigInput
  /** A browser that has opened nothing yet. */
  browser(): Browser
  /** A browser on the start page. */
  invited(): Promise<Browser>
  /** A browser whose person has logged in and sees the documents. */
  identified(): Promise<Browser>
  close(): Promise<void>
}

/** The relying party between a signing API and an OpenID Provider of the tests. */
export const createWorld = async (
  options: { titles?: readonly string[]; config?: Partial<ConfigInput>; overrides?: Overrides } = {},
): Promise<World> => {
  const op = new OpenIdProvider()
  const api = new SigningApi(options.titles)
  await Promise.all([op.start(), api.start()])
  api.authorizationUrl = `${op.issuer}/authorize?client_id=signing&request_uri=x`
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const privateJwk = { ...(await exportJWK(privateKey)), kty: 'EC', kid: 'rp', alg: 'ES256' }
  // The port must be known before the origin and redirect URIs are: taken once, then given to the real one.
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const provider = (id: string, nl: string, en: string) => ({
    id,
    issuer: op.issuer,
    loginClientId: 'login',
    privateJwk,
    redirectUri: `${origin}/callback/login/${id}`,
    label: { nl, en },
    textKey: id,
  })
  const config: ConfigInput = {
    environment: 'test',
    host: 'localhost',
    port,
    origin,
    municipality: { name: 'Gemeente Voorbeeld', phone: '14 0123' },
    signing: { origin: api.origin, key: citizenKey },
    cookieKeys: [randomBytes(32).toString('base64url')],
    providers: [provider('digid', 'DigiD', 'DigiD'), provider('eidas', 'een Europees inlogmiddel', 'a European login')],
    securityContact: 'mailto:security@voorbeeld.example',
    ...options.config,
  }
  const parsed = configSchema.parse(config)
  const app: Listening = await listen(createApp(parsed, { logger: silentLogger, ...options.overrides }), parsed)
  const browser = () => new Browser(origin)
  const invited = async () => {
    const visitor = browser()
    await visitor.follow(await visitor.get(`/s/${locator}`))
    return visitor
  }
  return {
    op,
    api,
    origin,
    config,
    browser,
    invited,
    async identified() {
      const visitor = await invited()
      await visitor.follow(await throughProvider(visitor, await visitor.submit('/login/digid')))
      return visitor
    },
    async close() {
      await Promise.all([app.close(), op.close(), api.close()])
    },
  }
}

/** Lets the provider answer, and brings the answer back to us as the browser would. */
export const throughProvider = async (visitor: Browser, sent: { location: string | null }) => {
  const answer = await fetch(sent.location ?? '', { redirect: 'manual' })
  const back = new URL(answer.headers.get('location') ?? '')
  return visitor.get(back.pathname + back.search)
}

const freePort = async (): Promise<number> => {
  const { port, close } = await listen((_request, response) => response.end(), { host: 'localhost', port: 0 })
  await close()
  return port
}
