import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose'
import * as z from 'zod'
import { OidcMockError } from './startup-error.ts'

const publicJwk = z
  .looseObject({ kty: z.enum(['EC', 'RSA']), kid: z.string().min(1) })
  .refine((jwk) => !('d' in jwk), 'holds a private key; register the public one')

const redirectUri = z
  .url({ protocol: /^https?$/ })
  .refine((uri) => !uri.includes('#'), 'has a fragment (RFC 6749 section 3.1.2)')

const clientShape = z.strictObject({
  clientId: z.string().regex(/^[\x21-\x7e]{1,200}$/),
  clientName: z.string().min(1).max(100),
  redirectUris: z.array(redirectUri).min(1).max(20).readonly(),
  jwks: z.strictObject({ keys: z.array(publicJwk).min(1).max(20) }),
  sectorIdentifier: z.string().min(1).optional(),
})

/**
 * A relying party as registered, given as data.
 *
 * - `clientName` is what the login page says: "Inloggen", "Ondertekenen".
 * - `redirectUris` are compared character for character.
 * - `jwks` holds public keys with a `kid`, for `private_key_jwt`.
 * - `sectorIdentifier` groups clients that shall see the same `sub`; by default every client is a
 *   sector of its own.
 */
export type ClientRegistration = z.input<typeof clientShape>

/** A registration that was checked, with its keys ready for use. */
export interface RegisteredClient extends z.output<typeof clientShape> {
  readonly keyFor: JWTVerifyGetKey
}

/**
 * Checks registrations and indexes them by client id.
 *
 * @throws OidcMockError `ERR_OIDC_MOCK_CONFIG`, naming every fault
 */
export function registerClients(registrations: readonly ClientRegistration[]): ReadonlyMap<string, RegisteredClient> {
  const parsed = z.array(clientShape).safeParse(registrations)
  if (!parsed.success) {
    throw new OidcMockError('ERR_OIDC_MOCK_CONFIG', `Clients cannot be used: ${z.prettifyError(parsed.error)}`)
  }
  const clients = new Map(parsed.data.map((client) => [client.clientId, withKeys(client)]))
  if (clients.size !== registrations.length) {
    throw new OidcMockError('ERR_OIDC_MOCK_CONFIG', 'Two clients have the same clientId')
  }
  return clients
}

function withKeys(client: z.output<typeof clientShape>): RegisteredClient {
  return { ...client, keyFor: createLocalJWKSet(client.jwks) }
}
