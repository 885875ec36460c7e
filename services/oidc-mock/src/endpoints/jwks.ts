import type { RequestHandler } from 'express'
import { publicJwks } from '../keys/provider-keys.ts'
import type { Provider } from '../provider/provider.ts'

/** RFC 7517 §5: the public keys. Clients follow the cache header (NL GOV OIDC). */
export function jwks({ keys }: Provider): RequestHandler {
  const published = publicJwks(keys)
  return (_request, response) => {
    response
      .set('Cache-Control', 'public, max-age=300')
      .type('application/jwk-set+json')
      .send(JSON.stringify(published))
  }
}
