import express, { type Express } from 'express'
import { type ClientRegistration, registerClients } from './client.ts'
import { environmentNames } from './config.ts'
import { authorize } from './endpoints/authorize.ts'
import { discovery } from './endpoints/discovery.ts'
import { jwks } from './endpoints/jwks.ts'
import { login } from './endpoints/login.ts'
import { par } from './endpoints/par.ts'
import { token } from './endpoints/token.ts'
import { answerFaultsAsJson, answerFaultsAsPage } from './http/answer-faults.ts'
import { noStore } from './http/no-store.ts'
import { securityHeaders } from './http/security-headers.ts'
import type { ProviderKeys } from './keys/provider-keys.ts'
import { refuseUnlessLocal } from './local-only.ts'
import { stylesheet } from './pages/stylesheet.ts'
import { personas as everyone, type Persona } from './personas.ts'
import { createLedger, type Ledger } from './provider/ledger.ts'
import { emptyMemories, type Provider } from './provider/provider.ts'

/** What the double needs. */
export interface OidcMockOptions {
  /** An origin on this machine, without a trailing slash, such as `http://127.0.0.1:4200`. */
  readonly issuer: string
  readonly clients: readonly ClientRegistration[]
  readonly keys: ProviderKeys
  /** The clock; the machine's by default. */
  readonly now?: () => Date
  /** Who can log in; the five of {@link personas} by default. */
  readonly personas?: readonly Persona[]
  /** Name of the environment; anything that begins with "prod" is refused. */
  readonly environment?: string
}

/** The double as an Express application; it listens nowhere yet. */
export interface OidcMock {
  readonly app: Express
  /** Refusals so far: which rule, by which client. */
  readonly ledger: Ledger
}

/**
 * A local OpenID Provider that is strict on requests and honest in its tokens.
 *
 * @throws OidcMockError `ERR_OIDC_MOCK_PRODUCTION`, `ERR_OIDC_MOCK_NOT_LOCAL`, `ERR_OIDC_MOCK_CONFIG`
 *
 * @example
 * const keys = await createProviderKeys()
 * const { app } = createOidcMock({ issuer: 'http://127.0.0.1:4200', clients, keys })
 * app.listen(4200, '127.0.0.1')
 */
export function createOidcMock(options: OidcMockOptions): OidcMock {
  refuseUnlessLocal(options.issuer, [options.environment, ...environmentNames()])
  const now = options.now ?? (() => new Date())
  const provider: Provider = {
    issuer: options.issuer,
    clients: registerClients(options.clients),
    personas: options.personas ?? everyone,
    keys: options.keys,
    ledger: createLedger(),
    now,
    ...emptyMemories(now),
  }
  return { app: routes(provider), ledger: provider.ledger }
}

function routes(provider: Provider): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  // Parameters are read by readParameters, which sees duplicates.
  app.set('query parser', false)
  app.use(securityHeaders(provider.clients.values()))
  app.get('/.well-known/openid-configuration', discovery(provider))
  app.get('/jwks', jwks(provider))
  app.get('/style.css', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=3600').type('css').send(stylesheet)
  })
  app.get('/_mock/refusals', noStore, (_request, response) => {
    response.json(provider.ledger.entries)
  })
  app.post('/par', noStore, par(provider))
  app.post('/token', noStore, token(provider))
  app.get('/authorize', noStore, authorize(provider))
  app.post('/authorize/login', noStore, login(provider))
  app.use('/authorize', answerFaultsAsPage)
  app.use((_request, response) => {
    response.status(404).json({ error: 'not_found' })
  })
  app.use(answerFaultsAsJson)
  return app
}
