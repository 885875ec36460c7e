import { createHash, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { digidProfile } from '@waarmerk/identity-assurance'
import { createCertificateAuthority, issueOrganisationCertificate } from '@waarmerk/key-providers'
import { toPem } from '@waarmerk/pki'
import { startQtspMock } from '@waarmerk/qtsp-mock'
import { listen, silentLogger } from '@waarmerk/service-kit'
import { createSigningClient, type Scope } from '@waarmerk/signing-contract'
import { openTestDatabase } from '@waarmerk/storage/testing'
import type { SigningSchema } from '../src/database/schema.ts'
import { type ConfigInput, configSchema, createApp, type Overrides } from '../src/index.ts'
import { startLyingOp } from './lying-op.ts'

const organisation = 'TEST – niet rechtsgeldig'
const hash = (key: string) => createHash('sha256').update(key).digest('base64url')

const pkcs8 = (key: KeyObject): string => key.export({ format: 'pem', type: 'pkcs8' }).toString()

/** A configuration on throw-away keys and directories. */
export const testConfig = async (given: {
  directory: string
  issuer: string
  timestampUrl: string
  timestampAnchors: string
  keys: Record<'back' | 'relyingParty', string>
  limits?: Partial<NonNullable<ConfigInput['limits']>>
}): Promise<ConfigInput> => {
  const notBefore = new Date(Date.now() - 86_400_000)
  const notAfter = new Date(Date.now() + 365 * 86_400_000)
  const ca = await createCertificateAuthority({ organisation, commonName: 'Waarmerk TEST CA', notBefore, notAfter })
  const pem = toPem(ca.certificate)
  const privateKey = pkcs8(ca.privateKey)
  const sealingKey = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const named = { organisation, commonName: 'Gemeente Voorbeeldstad (TEST)', notBefore, notAfter }
  const sealing = await issueOrganisationCertificate(ca, { ...named, publicKey: sealingKey.publicKey })
  const client = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })
  const backScopes: Scope[] = ['requests:write', 'requests:read', 'evidence:read', 'evidence:read-full']
  return {
    environment: 'test',
    logLevel: 'silent',
    contact: { name: 'Test', email: 'test@voorbeeldstad.example', url: 'https://voorbeeldstad.example' },
    database: { provider: 'pglite', directory: join(given.directory, 'db') },
    objects: { directory: join(given.directory, 'objects') },
    keys: { data: randomBytes(32).toString('base64url'), kekDirectory: join(given.directory, 'kek') },
    tenant: { oin: '00000001234567890000', municipality: 'Gemeente Voorbeeldstad', phone: '14 099' },
    credentials: [
      { id: 'back', sha256: hash(given.keys.back), scopes: backScopes },
      { id: 'relying-party', sha256: hash(given.keys.relyingParty), scopes: ['citizen'] },
    ],
    providers: [
      {
        profile: { ...digidProfile, issuerOperator: 'third-party', reauthenticationTested: true },
        issuer: given.issuer,
        loginClientId: 'login',
        algorithms: ['ES256'],
        signing: {
          clientId: 'signing',
          redirectUri: 'http://localhost:4000/callback/signing/digid',
          privateJwk: { ...client, kty: 'EC', kid: 'signing-1', alg: 'ES256' },
        },
      },
    ],
    timestamping: { urls: [given.timestampUrl], trustAnchors: given.timestampAnchors },
    issuingCa: { certificates: pem, privateKey, organisation },
    seal: { certificates: toPem(sealing), privateKey: pkcs8(sealingKey.privateKey) },
    signerTrustAnchors: pem,
    limits: { ...given.limits },
  }
}

/** What a house has otherwise than the others. */
export interface HouseOptions {
  readonly limits?: Partial<NonNullable<ConfigInput['limits']>>
  readonly configure?: (config: ConfigInput) => ConfigInput
  readonly passed?: NonNullable<Overrides['passed']>
}

/** The whole signing service with a lying provider and a real time-stamp authority, over HTTP. */
export const openHouse = async ({ limits, configure = (config) => config, passed }: HouseOptions = {}) => {
  const directory = mkdtempSync(join(tmpdir(), 'waarmerk-signing-'))
  const op = await startLyingOp()
  const tsa = await startQtspMock({
    host: '127.0.0.1',
    port: 0,
    stateDirectory: join(directory, 'tsa'),
    environment: 'test',
  })
  const keys = { back: randomBytes(32).toString('base64url'), relyingParty: randomBytes(32).toString('base64url') }
  const standard = await testConfig({
    directory,
    issuer: op.issuer,
    timestampUrl: tsa.timestampUrl,
    timestampAnchors: tsa.caCertificatePem,
    keys,
    ...(limits ? { limits } : {}),
  })
  const config = configure(standard)
  const database = await openTestDatabase<SigningSchema>()
  const { app, close } = await createApp(configSchema.parse(config), {
    logger: silentLogger,
    db: database.db,
    ...(passed ? { passed } : {}),
  })
  const server = await listen(app, { host: '127.0.0.1', port: 0, graceMs: 1000 })
  const clientOf = (key: string) => createSigningClient({ origin: server.url, key, fetch })
  return {
    op,
    tsa,
    db: database.db,
    origin: server.url,
    objectsDirectory: join(directory, 'objects'),
    config,
    keys,
    back: clientOf(keys.back),
    citizen: clientOf(keys.relyingParty),
    close: async () => {
      await server.close()
      await close()
      await database.close()
      await tsa.close()
      await op.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

export type House = Awaited<ReturnType<typeof openHouse>>
