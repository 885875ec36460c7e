import { z } from 'zod'
import { SigningError } from '../errors.ts'

const maxBytes = 256 * 1024

const serverMetadata = z.looseObject({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  pushed_authorization_request_endpoint: z.url().optional(),
})
const jwkSet = z.looseObject({
  keys: z
    .array(z.looseObject({ kty: z.string() }))
    .min(1)
    .max(64),
})

/** A response as received. */
export interface FetchedResponse {
  readonly url: string
  readonly body: Uint8Array
}

/** What a provider published, as received, and parsed. */
export interface ProviderMetadata {
  readonly server: z.output<typeof serverMetadata>
  readonly jwks: z.output<typeof jwkSet>
  /** The bytes as received: they go into the evidence manifest. */
  readonly raw: { readonly metadata: FetchedResponse; readonly jwks: FetchedResponse }
}

/** What is needed to ask a provider for its metadata. */
export interface MetadataSource {
  readonly issuer: string
  readonly fetch: typeof fetch
}

/**
 * OpenID Connect Discovery 1.0 §4, and the JWKS it names. The issuer must be exactly the configured
 * one (§4.3) and the keys must come from the issuer's own host: nothing a token says is followed.
 *
 * @throws {SigningError} ERR_OP_UNREACHABLE, ERR_OP_METADATA
 */
export const fetchProviderMetadata = async ({ issuer, fetch }: MetadataSource): Promise<ProviderMetadata> => {
  const metadata = await read(fetch, new URL(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`))
  const server = parse(serverMetadata, metadata)
  if (server.issuer !== issuer) throw new SigningError('ERR_OP_METADATA', 'the metadata names another issuer')
  if (new URL(server.jwks_uri).origin !== new URL(issuer).origin) {
    throw new SigningError('ERR_OP_METADATA', 'the keys are at another origin')
  }
  const keys = await read(fetch, new URL(server.jwks_uri))
  return { server, jwks: parse(jwkSet, keys), raw: { metadata, jwks: keys } }
}

const read = async (get: typeof fetch, url: URL): Promise<FetchedResponse> => {
  let response: Response
  let bytes: Uint8Array
  try {
    response = await get(url, { headers: { accept: 'application/json' } })
    bytes = new Uint8Array(await response.arrayBuffer())
  } catch (cause) {
    throw new SigningError('ERR_OP_UNREACHABLE', 'the identity provider did not answer', { cause })
  }
  if (response.status !== 200) throw new SigningError('ERR_OP_METADATA', `the provider answered ${response.status}`)
  if (bytes.length > maxBytes) throw new SigningError('ERR_OP_METADATA', 'the provider’s metadata is too large')
  return { url: url.href, body: bytes }
}

const parse = <Shape extends z.ZodType>(shape: Shape, { body }: FetchedResponse): z.output<Shape> => {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (cause) {
    throw new SigningError('ERR_OP_METADATA', 'the provider’s metadata is not JSON', { cause })
  }
  const parsed = shape.safeParse(value)
  if (!parsed.success) throw new SigningError('ERR_OP_METADATA', 'the provider’s metadata lacks what we need')
  return parsed.data
}
