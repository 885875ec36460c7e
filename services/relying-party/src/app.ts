import { accessLog, boundedFetch, createLogger, healthRoutes, type Logger, requestId } from '@waarmerk/service-kit'
import { createSigningClient } from '@waarmerk/signing-contract'
import express, { type Express } from 'express'
import { assetRoutes } from './assets/asset-routes.ts'
import { loadScripts, viewerFolders } from './assets/scripts.ts'
import { loadStylesheet } from './assets/stylesheet.ts'
import type { Config } from './config.ts'
import type { Deps, Provider } from './deps.ts'
import { RelyingPartyError } from './errors.ts'
import { pageHeaders } from './http/page-headers.ts'
import { readVisit } from './http/read-visit.ts'
import { createLoginClient } from './login/login-client.ts'
import { createLoginCookie } from './login/login-cookie.ts'
import { answerProblem } from './problem/answer-problem.ts'
import { createNoticeCookie } from './problem/notice.ts'
import { declineRoutes } from './routes/decline.ts'
import { loginRoutes } from './routes/login.ts'
import { publicRoutes } from './routes/public.ts'
import { readingRoutes } from './routes/reading.ts'
import { receiptRoutes } from './routes/receipt.ts'
import { sessionRoutes } from './routes/session.ts'
import { signingRoutes } from './routes/signing.ts'
import { wellKnownRoutes } from './routes/well-known.ts'
import { createFormTokens } from './session/form-token.ts'
import { createInvitationCookie } from './session/invitation.ts'
import { createSessions } from './session/session.ts'
import { createStepUpCookie } from './step-up/step-up-cookie.ts'
import { createAllTexts } from './texts/texts.ts'

/** What tests and the development environment may replace. */
export interface Overrides {
  readonly now?: () => Date
  /** For every request to the signing service and the providers. */
  readonly fetch?: typeof fetch
  readonly logger?: Logger
}

/** Largest form, in bytes: a reason of 1000 characters and the names of twenty documents. */
const longestForm = 32 * 1024
/** Largest answer of a provider, in bytes. */
const longestAnswer = 256 * 1024

/**
 * The citizen's pages as an express app; it keeps nothing, so that any number of instances can stand beside each other.
 *
 * @example
 * const app = createApp(configSchema.parse(config))
 * const { url, close } = await listen(app, { host: '127.0.0.1', port: 4000 })
 */
export const createApp = (config: Config, overrides: Overrides = {}): Express => {
  const stylesheet = loadStylesheet(config.municipality.themeFile)
  const scripts = loadScripts()
  const deps = createDeps(config, overrides, { stylesheet: stylesheet.url, scripts })
  const app = express()
  // `env`: express itself never shows a stack trace.
  app.disable('x-powered-by').set('trust proxy', false).set('etag', false).set('env', 'production')
  app.use(requestId(), accessLog(deps.logger))
  const formOrigins = [...new Set([...deps.providers.values()].flatMap(({ origins }) => origins))]
  app.use(pageHeaders(formOrigins, { https: config.origin.startsWith('https:') }))
  app.use(healthRoutes({}), wellKnownRoutes(deps), assetRoutes([stylesheet, ...Object.values(scripts)]))
  app.use(readVisit(deps), express.urlencoded({ extended: false, limit: longestForm, parameterLimit: 64 }))
  for (const routes of [
    publicRoutes,
    loginRoutes,
    readingRoutes,
    signingRoutes,
    receiptRoutes,
    declineRoutes,
    sessionRoutes,
  ]) {
    app.use(routes(deps))
  }
  app.use(() => {
    throw new RelyingPartyError('ERR_PAGE_UNKNOWN', 'no such page')
  })
  app.use(answerProblem(deps))
  return app
}

const createDeps = (
  config: Config,
  overrides: Overrides,
  assets: { stylesheet: string; scripts: ReturnType<typeof loadScripts> },
): Deps => {
  const { limits } = config
  const now = overrides.now ?? (() => new Date())
  const send = overrides.fetch ?? globalThis.fetch
  const cookies = { keys: config.cookieKeys, now }
  const { scripts, stylesheet } = assets
  const signing = (seconds: number) =>
    createSigningClient({ ...config.signing, fetch: send, timeoutMs: seconds * 1000 })
  return {
    config,
    site: {
      environment: config.environment,
      themeClass: config.municipality.themeClass,
      stylesheet,
      scripts: { once: scripts.once.url, session: scripts.session.url },
    },
    viewer: {
      script: scripts.read.url,
      library: scripts.pdf.url,
      worker: scripts.pdfWorker.url,
      fonts: viewerFolders.fonts.url,
      characterMaps: viewerFolders.characterMaps.url,
      decoders: viewerFolders.decoders.url,
    },
    progressScript: scripts.progress.url,
    texts: createAllTexts(),
    signing: signing(limits.signingSeconds),
    documents: signing(limits.documentSeconds),
    providers: createProviders(config, send, now),
    formTokens: createFormTokens(config.cookieKeys),
    sessions: createSessions(cookies, { idleSeconds: limits.sessionIdleSeconds }),
    cookies: {
      invitation: createInvitationCookie(cookies),
      login: createLoginCookie(cookies),
      stepUp: createStepUpCookie(cookies),
      notice: createNoticeCookie(cookies),
    },
    now,
    logger: overrides.logger ?? createLogger({ service: 'relying-party' }),
  }
}

const createProviders = (config: Config, send: typeof fetch, now: () => Date): ReadonlyMap<string, Provider> => {
  const { outboundSeconds: timeoutSeconds } = config.limits
  const bounded = boundedFetch({ timeoutMs: timeoutSeconds * 1000, maxBytes: longestAnswer, fetch: send })
  return new Map(
    config.providers.map((provider) => [
      provider.id,
      {
        ...provider,
        login: createLoginClient({ fetch: bounded, now, timeoutSeconds }, provider),
        origins: provider.formActionOrigins ?? [new URL(provider.issuer).origin],
      },
    ]),
  )
}
