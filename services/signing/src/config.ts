import { tolerances } from '@waarmerk/evidence'
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

const settings = z.strictObject({
  environment: z.enum(['test', 'production']).meta({ description: 'Outside production every output says TEST' }),
  logLevel: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .meta({ description: 'Least important line that is written' }),
  host: z.string().default('127.0.0.1').meta({ description: 'Address to listen on; TLS ends before it' }),
  port: z
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(4100)
    .meta({ description: 'Port to listen on; 0 takes a free one' }),
  origin: z.url().default('http://localhost:4100').meta({ description: 'Public origin of this API' }),
  relyingPartyOrigin: z.url().default('http://localhost:4000').meta({ description: 'Where signers’ links lead' }),
  contact: z.strictObject({
    name: z.string().meta({ description: 'Who answers for this API; told in its OpenAPI description' }),
    email: z.email().meta({ description: 'Where questions about the API go' }),
    url: z.url().meta({ description: 'Page about the API' }),
  }),
  database: z
    .discriminatedUnion('provider', [
      z.strictObject({
        provider: z.literal('pglite'),
        directory: z.string().meta({ description: 'Where the embedded database keeps its files' }),
      }),
      z.strictObject({
        provider: z.literal('postgres'),
        url: z.string().meta({ description: 'postgres://… with the password in it: a secret' }),
        schema: z.string().default('signing').meta({ description: 'Schema that this service alone uses' }),
      }),
    ])
    .meta({ description: 'pglite: inside this process, one instance only; postgres: a server' }),
  objects: z.strictObject({
    directory: z.string().meta({ description: 'Where the PDFs are kept, shared by all instances' }),
  }),
  keys: z.strictObject({
    data: z
      .string()
      .regex(/^[A-Za-z0-9_-]{43}$/)
      .meta({ description: '32 random bytes, base64url; encrypts personal data' }),
    kekDirectory: z.string().meta({ description: 'Key-encryption keys by day; outside database and backups' }),
  }),
  tenant: z.strictObject({
    oin: z
      .string()
      .regex(/^\d{20}$/)
      .meta({ description: 'Organisatie-identificatienummer; stands in every commitment' }),
    municipality: z.string().min(1).meta({ description: 'As signers read it' }),
    phone: z.string().min(1).meta({ description: 'For signers who need help' }),
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
    .min(1)
    .meta({ description: 'Who may call: id, SHA-256 of the bearer key (base64url), scopes' }),
  providers: z
    .array(provider)
    .min(1)
    .meta({ description: 'Identity providers: profile, issuer, algorithms, and our two clients at each' }),
  timestamping: z.strictObject({
    urls: z.array(z.url()).min(1).meta({ description: 'Time-stamp authorities (RFC 3161), tried in this order' }),
    trustAnchors: pem.meta({ description: 'PEM: roots that time stamps must lead to' }),
  }),
  issuingCa: z.strictObject({
    certificates: pem.meta({ description: 'PEM: the CA that issues the one-time certificates, then its own issuers' }),
    privateKey: pem.meta({ description: 'PEM, PKCS #8: its private key' }),
    organisation: z.string().min(1).meta({ description: 'Organisation named in the one-time certificates' }),
  }),
  seal: z.strictObject({
    certificates: pem.meta({ description: 'PEM: the certificate that seals evidence, then its issuers' }),
    privateKey: pem.meta({ description: 'PEM, PKCS #8: its private key' }),
  }),
  signerTrustAnchors: pem.meta({ description: 'PEM: roots that our own signatures must lead to in the self-check' }),
  limits: z
    .strictObject({
      documentBytes: z
        .number()
        .int()
        .positive()
        .default(256 * 1024 * 1024)
        .meta({ description: 'Largest PDF' }),
      requestDays: z.number().int().positive().default(366).meta({ description: 'Longest that a request stays open' }),
      identificationSeconds: seconds.default(600).meta({ description: 'Time for the first login' }),
      sessionSeconds: seconds.default(1800).meta({ description: 'How long a signer may read after it' }),
      transactionSeconds: seconds.default(600).meta({ description: 'Time for the second login' }),
      graceSeconds: seconds
        .max(tolerances.timestampAfterExpiry)
        .default(120)
        .meta({ description: 'After that, so long may a signature still wait for its time stamp' }),
      redeemingSeconds: seconds.default(30).meta({ description: 'A redemption without a token after this is lost' }),
      leaseSeconds: seconds.default(20).meta({ description: 'So long an instance is left alone with a signature' }),
      waitMilliseconds: z
        .number()
        .int()
        .nonnegative()
        .default(10_000)
        .meta({ description: 'An authorisation answers 202 when the signature takes longer' }),
      attemptsPerHour: z
        .number()
        .int()
        .positive()
        .default(5)
        .meta({ description: 'Failed attempts to sign, per signer' }),
      outboundSeconds: seconds.default(10).meta({ description: 'Longest exchange with a provider or authority' }),
    })
    .prefault({}),
})

const isLocal = (url: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)
const distinct = (values: readonly string[]): boolean => new Set(values).size === values.length

/** The service's whole configuration. Safe defaults; secrets have none. */
export const configSchema = settings
  .refine(
    ({ environment, providers }) =>
      providers.every(({ issuer }) => issuer.startsWith('https:') || (environment === 'test' && isLocal(issuer))),
    {
      path: ['providers'],
      message: 'An issuer is reached by https; in a test environment also on this machine by http',
    },
  )
  .refine(({ providers }) => providers.every(({ loginClientId, signing }) => loginClientId !== signing.clientId), {
    path: ['providers'],
    message: 'Login and signing are two clients: what the relying party holds must not redeem a signing code',
  })
  .refine(({ providers }) => distinct(providers.map(({ profile }) => profile.id)), {
    path: ['providers'],
    message: 'Every provider has its own id',
  })
  .refine(({ credentials }) => distinct(credentials.map(({ id }) => id)), {
    path: ['credentials'],
    message: 'Every credential has its own id',
  })

/** The environment; this file is the only one that reads it. */
export const environment = (): NodeJS.ProcessEnv => process.env

export type Config = z.output<typeof configSchema>
/** What may be written: defaults left out. */
export type ConfigInput = z.input<typeof configSchema>
