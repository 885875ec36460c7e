import { randomBytes } from 'node:crypto'
import express, { type ErrorRequestHandler, type Express } from 'express'
import helmet from 'helmet'
import { createAuthority } from './authority/authority.ts'
import { createCertificateAuthorities } from './authority/certificate-authorities.ts'
import { createImpostors, createOthers } from './authority/impostors.ts'
import { createKeyPair } from './authority/key-pair.ts'
import { keyPairOf, type QtspKeys } from './authority/qtsp-keys.ts'
import { createTsaUnit } from './authority/tsa-unit.ts'
import { toPem } from './certificates/root-certificate.ts'
import { createClock } from './clock.ts'
import { environmentNames } from './config.ts'
import { createFaultSwitch, type FaultOrder, faultSwitchRoutes } from './endpoints/fault-switch.ts'
import { steeringRoutes } from './endpoints/steering.ts'
import { type TrustServices, trustServiceRoutes } from './endpoints/trust-service-routes.ts'
import { elsewhere } from './faults/disturbances.ts'
import { refuseProduction } from './local-only.ts'
import type { RandomBytes } from './random-bytes.ts'
import { createRevocations } from './revocation/revocations.ts'
import { createSteering, type Steering } from './steering.ts'

/** What the double needs. */
export interface QtspMockOptions {
  readonly keys: QtspKeys
  /** Where it will answer; stands in every certificate. `http://127.0.0.1:4300` by default. */
  readonly baseUrl?: string
  /** The clock; the machine's by default. */
  readonly now?: () => Date
  readonly random?: RandomBytes
  /** Days that time-stamp certificates are valid; ten years by default. */
  readonly tsaValidity?: number
  /** Name of the environment; anything that begins with "prod" is refused. */
  readonly environment?: string
}

/** The double as an Express application; it listens nowhere yet. */
export interface QtspMock extends Steering {
  readonly app: Express
  /** The root: the trust anchor of time stamps and signers. */
  readonly caCertificatePem: string
  /** The authority that issues signers, under the root. */
  readonly issuingCaCertificatePem: string
  /** Turns faults on until another call: one, or one for each endpoint; `null` makes the double honest. */
  setFault(order: FaultOrder): void
}

/**
 * A local trust service provider that is right unless told to lie: time stamps (RFC 3161), certificates, OCSP
 * (RFC 6960) and lists of revoked certificates (RFC 5280).
 *
 * @throws QtspMockError `ERR_QTSP_MOCK_PRODUCTION`
 *
 * @example
 * const { app, setFault } = await createQtspMock({ keys: await createQtspKeys() })
 * app.listen(4300, '127.0.0.1')
 * setFault('wrong-nonce')
 */
export async function createQtspMock(options: QtspMockOptions): Promise<QtspMock> {
  refuseProduction([options.environment, ...environmentNames()])
  const { services, steering } = await prepare(options)
  const { root, issuing } = services.authorities
  const caCertificatePem = toPem(root.certificate)
  const faultSwitch = createFaultSwitch()

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
  app.use(trustServiceRoutes(services, faultSwitch.current))
  app.use(
    elsewhere,
    trustServiceRoutes(services, () => null),
  )
  app.use(faultSwitchRoutes(faultSwitch))
  app.use(steeringRoutes(steering))
  app.use((_request, response) => {
    response.status(404).json({ error: 'not_found' })
  })
  app.use(answerFaults)
  const issuingCaCertificatePem = toPem(issuing.certificate)
  return { app, caCertificatePem, issuingCaCertificatePem, setFault: faultSwitch.set, ...steering }
}

async function prepare(options: QtspMockOptions): Promise<{ services: TrustServices; steering: Steering }> {
  const { keys, baseUrl = 'http://127.0.0.1:4300', random = randomBytes, tsaValidity: validity } = options
  const clock = createClock(options.now ?? (() => new Date()))
  const authorities = await createCertificateAuthorities(keys, baseUrl, random)
  const others = createOthers(baseUrl, clock, random)
  const impostors = createImpostors(authorities, others, clock)
  const unitOptions = { issuer: authorities.root, clock, validity }
  const { algorithm } = keys.tsa
  const unit = await createTsaUnit(
    { keys: await keyPairOf(keys.tsa), algorithm },
    { ...unitOptions, commonName: 'Waarmerk TEST TSA' },
  )
  // A key of its own, made at every start: nobody needs yesterday's.
  const second = await createTsaUnit(
    { keys: await createKeyPair(algorithm), algorithm },
    { ...unitOptions, commonName: 'Waarmerk TEST TSA 2' },
  )
  const revocations = createRevocations()
  return {
    services: {
      authorities,
      others,
      tsa: createAuthority(unit, impostors, clock, random),
      secondTsa: createAuthority(second, impostors, clock, random),
      revocations,
      clock,
    },
    steering: createSteering({ authorities, unit, revocations, clock }),
  }
}

// What went wrong may quote the request, so nothing of it is told. Express marks malformed requests with a status.
const answerFaults: ErrorRequestHandler = (error, _request, response, next) => {
  if (response.headersSent) return next(error)
  const malformed = error instanceof Error && 'status' in error && Number(error.status) < 500
  response.status(malformed ? 400 : 500).json({ error: malformed ? 'malformed request' : 'internal error' })
}
