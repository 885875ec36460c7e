import { identityProviderProfileSchema } from '@waarmerk/identity-assurance'
import { scopes } from '@waarmerk/signing-contract'
import { z } from 'zod'

const pem = z.string().includes('-----BEGIN ')
const seconds = z.number().int().positive()

const provider = z.strictObject({
  profile: identityProviderProfileSchema,
  issuer: z.url().meta({ description: 'Issuer identifier, exactly as the provider writes it' }),
  loginClientId: z.string().min(1).meta({ description: 'client_id of the relying party’s login client' }),
  algorithms: z.array(z.enum(['ES256', 'ES384', 'PS256', 'PS384', 'RS256'])).min(1),
  signing: z.strictObject({
    clientId: z.string().min(1),
    redirectUri: z.url(),
    privateJwk: z.looseObject({ kty: z.string(), kid: z.string(), alg: z.string() }),
  }),
})

/** The service's whole configuration, one JSON document. Safe defaults; secrets have none. */
export const configSchema = z.strictObject({
  environment: z.enum(['test', 'production']).meta({ description: 'Outside production every output says TEST' }),
  logLevel: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  host: z.string().default('127.0.0.1'),
  port: z.number().int().min(0).max(65_535).default(4100),
  origin: z.url().default('http://localhost:4100').meta({ description: 'Public origin of this API' }),
  relyingPartyOrigin: z.url().default('http://localhost:4000').meta({ description: 'Where signers’ links lead' }),
  contact: z.strictObject({ name: z.string(), email: z.email(), url: z.url() }),
  database: z.discriminatedUnion('provider', [
    z.strictObject({ provider: z.literal('pglite'), directory: z.string() }),
    z.strictObject({ provider: z.literal('postgres'), url: z.string(), schema: z.string().default('signing') }),
  ]),
  objects: z.strictObject({ directory: z.string() }),
  keys: z.strictObject({
    data: z
      .string()
      .regex(/^[A-Za-z0-9_-]{43}$/)
      .meta({ description: '32 random bytes, base64url; encrypts personal data' }),
    kekDirectory: z.string().meta({ description: 'Key-encryption keys by day; outside database and backups' }),
  }),
  tenant: z.strictObject({
    oin: z.string().regex(/^\d{20}$/),
    municipality: z.string().min(1),
    phone: z.string().min(1),
  }),
  credentials: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        sha256: z
          .string()
          .regex(/^[A-Za-z0-9_-]{43}$/)
          .meta({ description: 'SHA-256 of the bearer key, base64url' }),
        scopes: z.array(z.enum(scopes)).min(1),
      }),
    )
    .min(1),
  providers: z.array(provider).min(1),
  timestamping: z.strictObject({ urls: z.array(z.url()).min(1), trustAnchors: pem }),
  issuingCa: z.strictObject({ certificates: pem, privateKey: pem, organisation: z.string().min(1) }),
  seal: z.strictObject({ certificates: pem, privateKey: pem }),
  signerTrustAnchors: pem,
  limits: z
    .strictObject({
      documentBytes: z
        .number()
        .int()
        .positive()
        .default(256 * 1024 * 1024),
      requestDays: z.number().int().positive().default(366),
      identificationSeconds: seconds.default(600),
      sessionSeconds: seconds.default(1800),
      transactionSeconds: seconds.default(600),
      graceSeconds: seconds.default(120),
      redeemingSeconds: seconds.default(30),
      leaseSeconds: seconds.default(20),
      waitMilliseconds: z.number().int().nonnegative().default(10_000),
      attemptsPerHour: z.number().int().positive().default(5),
      outboundSeconds: seconds.default(10),
    })
    .prefault({}),
})

/** The environment; this file is the only one that reads it. */
export const environment = (): NodeJS.ProcessEnv => process.env

export type Config = z.output<typeof configSchema>
/** What may be written: defaults left out. */
export type ConfigInput = z.input<typeof configSchema>
