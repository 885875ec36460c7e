import type { RequestHandler } from 'express'
import { formParameters } from '../http/form-body.ts'
import { lifetimes } from '../lifetimes.ts'
import { Exchange } from '../pipeline/exchange.ts'
import { runChecks } from '../pipeline/pipeline.ts'
import { recorded } from '../pipeline/recorded.ts'
import type { Provider } from '../provider/provider.ts'
import { accessToken } from '../tokens/access-token.ts'
import { idToken } from '../tokens/id-token.ts'

/** OIDC Core §3.1.3: an authenticated client redeems its code. */
export function token(provider: Provider): RequestHandler {
  return async (request, response) => {
    const grant = await recorded(provider, 'token', async (note) => {
      const parameters = await formParameters(request, response)
      const exchange = new Exchange(provider, parameters, request.headers.authorization !== undefined)
      note(exchange)
      await runChecks('token', exchange)
      return exchange.grant
    })
    const access = await accessToken(provider, grant)
    response.json({
      access_token: access,
      token_type: 'Bearer',
      expires_in: lifetimes.accessToken,
      scope: grant.request.scopes.join(' '),
      id_token: await idToken(provider, grant, access),
    })
  }
}
