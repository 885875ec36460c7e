import { readConfig } from '@waarmerk/service-kit'
import { z } from 'zod'

const origin = z
  .url()
  .refine((value) => new URL(value).origin === value, 'must be an origin: scheme, host and port, no path')
const bilingual = z.strictObject({ nl: z.string().min(1), en: z.string().min(1) })
const secretKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 random bytes as base64url')

const provider = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
  issuer: z.url().meta({ description: 'Issuer identifier, exactly as the provider writes it' }),
  loginClientId: z.string().min(1).meta({ description: 'client_id of the login client ("Inloggen")' }),
  privateJwk: z
    .looseObject({ kty: z.string(), kid: z.string(), alg: z.string() })
    .meta({ description: 'Private key of the login client, for private_key_jwt' }),
  redirectUri: z.url().meta({ description: 'Registered, exact; ends in /callback/login/<id>' }),
  label: bilingual.meta({ description: 'As in "Inloggen met …"' }),
  textKey: z.string().meta({ description: 'Row of the table of provider texts' }),
  algorithm: z
    .enum(['ES256', 'ES384', 'PS256', 'PS384', 'RS256'])
    .default('ES256')
    .meta({ description: 'The only algorithm accepted on ID tokens' }),
  acrRequest: z.enum(['essential-acr', 'acr_values', 'none']).default('essential-acr'),
  formActionOrigins: z.array(origin).optional().meta({
    description: 'Origins a login passes through; browsers check redirects after a form. Default: the issuer’s',
  }),
})

/** The service's whole configuration. Safe defaults; secrets have none. */
export const configSchema = z.strictObject({
  environment: z.enum(['test', 'production']).meta({ description: 'Outside production every page says TEST' }),
  host: z.string().default('127.0.0.1').meta({ description: 'Address to listen on; TLS ends before it' }),
  port: z
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(4000)
    .meta({ description: 'Port to listen on; 0 takes a free one' }),
  origin: origin.default('http://localhost:4000').meta({ description: 'Public origin of these pages' }),
  municipality: z.strictObject({
    name: z.string().min(1).meta({ description: 'As in "Gemeente Voorbeeld"' }),
    phone: z.string().min(1).meta({ description: 'For people who need help' }),
    themeClass: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/)
      .default('voorbeeld-theme')
      .meta({ description: 'Class under which the theme sets its design tokens' }),
    themeFile: z
      .string()
      .optional()
      .meta({ description: 'CSS file with the theme; default the neutral example theme' }),
  }),
  signing: z.strictObject({
    origin: z.url().default('http://localhost:4100').meta({ description: 'Where the signing API is' }),
    key: z.string().min(1).meta({ description: 'Bearer credential with citizen scope only' }),
  }),
  cookieKeys: z
    .array(secretKey)
    .min(1)
    .meta({ description: 'Encrypt cookies: the first writes, all read (for rotation)' }),
  providers: z.array(provider).min(1).meta({ description: 'Login providers and our login client at each' }),
  securityContact: z.url().meta({ description: 'Where to report a vulnerability, e.g. mailto:… (RFC 9116 §2.5.3)' }),
  limits: z
    .strictObject({
      invitationHours: z
        .number()
        .positive()
        .max(24)
        .default(12)
        .meta({ description: 'How long an opened link is remembered in the browser' }),
      loginSeconds: z.number().int().positive().default(600).meta({ description: 'Time for the login' }),
      sessionIdleSeconds: z
        .number()
        .int()
        .positive()
        .max(1800)
        .default(1200)
        .meta({ description: 'Longest silence in a session' }),
      sessionSeconds: z.number().int().positive().max(1800).default(1800).meta({ description: 'Longest session' }),
      outboundSeconds: z
        .number()
        .int()
        .positive()
        .default(10)
        .meta({ description: 'Longest exchange with a login provider' }),
      signingSeconds: z
        .number()
        .int()
        .positive()
        .default(30)
        .meta({ description: 'Longest wait for a signature; then the page looks again' }),
      documentSeconds: z.number().int().positive().default(600).meta({ description: 'Longest transfer of a document' }),
    })
    .prefault({}),
})

export type Config = z.output<typeof configSchema>
/** What may be written: defaults left out. */
export type ConfigInput = z.input<typeof configSchema>
export type ProviderConfig = Config['providers'][number]

/** Reads `RELYING_PARTY_*`; the only reader of the environment. */
export const readRelyingPartyConfig = (): Config =>
  readConfig(configSchema, { prefix: 'RELYING_PARTY', env: process.env })
