import { randomBytes } from 'node:crypto'
import express, { type ErrorRequestHandler, type Express } from 'express'
import helmet from 'helmet'
import { createAuthority } from './authority/authority.ts'
import { toPem } from './authority/certificates.ts'
import { tsaIdentity } from './authority/identity.ts'
import { createImpostors } from './authority/impostors.ts'
import type { QtspKeys } from './authority/qtsp-keys.ts'
import { environmentNames } from './config.ts'
import { createFaultSwitch, faultSwitchRoutes } from './endpoints/fault-switch.ts'
import { timeStamp } from './endpoints/time-stamp.ts'
import { elsewhere } from './faults/disturbances.ts'
import type { FaultName } from './faults/faults.ts'
import { refuseProduction } from './local-only.ts'
import type { RandomBytes } from './random-bytes.ts'

/** What the double needs. */
export interface QtspMockOptions {
  readonly keys: QtspKeys
  /** The clock; the machine's by default. */
  readonly now?: () => Date
  readonly random?: RandomBytes
  /** Name of the environment; anything that begins with "prod" is refused. */
  readonly environment?: string
}

/** The double as an Express application; it listens nowhere yet. */
export interface QtspMock {
  readonly app: Express
  /** The trust anchor of its time stamps. */
  readonly caCertificatePem: string
  /** Turns a fault on until another call; `null` makes the double honest. */
  setFault(name: FaultName | null): void
}

/**
 * A local time-stamp authority (RFC 3161) that is right unless told to lie.
 *
 * @throws QtspMockError `ERR_QTSP_MOCK_PRODUCTION`
 *
 * @example
 * const { app, setFault } = await createQtspMock({ keys: await createQtspKeys() })
 * app.listen(4300, '127.0.0.1')
 * setFault('wrong-nonce')
 */
export async function createQtspMock(options: QtspMockOptions): Promise<QtspMock> {
  const { keys, now = () => new Date(), random = randomBytes } = options
  refuseProduction([options.environment, ...environmentNames()])
  const authority = createAuthority(await tsaIdentity(keys), createImpostors(keys, now, random), now, random)
  const faultSwitch = createFaultSwitch()
  const caCertificatePem = toPem(keys.ca.certificate)

  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  // Over plain http on this machine; its host name must not be pinned to https.
  app.use(helmet({ strictTransportSecurity: false }))
  app.get('/health', (_request, response) => {
    response.json({ status: 'ok' })
  })
  app.get('/ca.pem', (_request, response) => {
    response.type('application/x-pem-file').send(caCertificatePem)
  })
  app.post('/tsa', timeStamp(authority, faultSwitch.current))
  app.post(
    elsewhere,
    timeStamp(authority, () => null),
  )
  app.use(faultSwitchRoutes(faultSwitch))
  app.use((_request, response) => {
    response.status(404).json({ error: 'not_found' })
  })
  app.use(answerFaults)
  return { app, caCertificatePem, setFault: faultSwitch.set }
}

// What went wrong may quote the request, so nothing of it is told. Express marks malformed requests with a status.
const answerFaults: ErrorRequestHandler = (error, _request, response, next) => {
  if (response.headersSent) return next(error)
  const malformed = error instanceof Error && 'status' in error && Number(error.status) < 500
  response.status(malformed ? 400 : 500).json({ error: malformed ? 'malformed request' : 'internal error' })
}
