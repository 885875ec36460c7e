import type { RequestHandler } from 'express'
import { formParameters } from '../http/form-body.ts'
import { lifetimes } from '../lifetimes.ts'
import { authorizationRequest } from '../pipeline/authorization-request.ts'
import { Exchange } from '../pipeline/exchange.ts'
import { runChecks } from '../pipeline/pipeline.ts'
import { recorded } from '../pipeline/recorded.ts'
import { later } from '../provider/clock.ts'
import type { Provider } from '../provider/provider.ts'
import { randomName } from '../provider/random-name.ts'

/** RFC 9126 §2: an authenticated client hands over its authorization request. */
export function par(provider: Provider): RequestHandler {
  return async (request, response) => {
    const requestUri = await recorded(provider, 'par', async (note) => {
      const parameters = await formParameters(request, response)
      const exchange = new Exchange(provider, parameters, request.headers.authorization !== undefined)
      note(exchange)
      await runChecks('par', exchange)
      return keep(exchange)
    })
    response.status(201).json({ request_uri: requestUri, expires_in: lifetimes.pushedRequest })
  }
}

function keep({ provider, client, parameters }: Exchange): string {
  const requestUri = `urn:ietf:params:oauth:request_uri:${randomName()}`
  provider.pushedRequests.set(requestUri, {
    clientId: client.clientId,
    request: authorizationRequest(client, parameters),
    expiresAt: later(provider.now(), lifetimes.pushedRequest),
    used: false,
  })
  return requestUri
}
