import type { RequestHandler } from 'express'
import { queryParameters } from '../http/form-body.ts'
import { answerWithError, answerWithLogin } from '../login/answer-client.ts'
import { decideLogin } from '../login/decide-login.ts'
import { offeredPersonas } from '../login/offered-personas.ts'
import { readSession, startSession } from '../login/session-cookie.ts'
import { personaPage } from '../pages/persona-page.ts'
import type { AuthorizationRequest } from '../pipeline/authorization-request.ts'
import { Exchange } from '../pipeline/exchange.ts'
import { runChecks } from '../pipeline/pipeline.ts'
import { recorded } from '../pipeline/recorded.ts'
import type { Provider } from '../provider/provider.ts'
import { randomName } from '../provider/random-name.ts'

/** OIDC Core §3.1.2: the browser arrives with a pushed request; the person logs in, or already has. */
export function authorize(provider: Provider): RequestHandler {
  return async (request, response) => {
    const authorization = await recorded(provider, 'authorize', async (note) => {
      const exchange = new Exchange(provider, queryParameters(request))
      note(exchange)
      await runChecks('authorize', exchange)
      return exchange.pushedRequest.request
    })
    const decision = decideLogin(provider, authorization, readSession(provider, request))
    switch (decision.kind) {
      case 'reuse':
        return answerWithLogin(provider, response, authorization, decision.session)
      case 'hinted': {
        const session = startSession(provider, request, response, decision.persona)
        return answerWithLogin(provider, response, authorization, session)
      }
      case 'login-required':
        return answerWithError(provider, response, authorization, 'login-required')
      case 'show-page':
        response.type('html').send(await loginPage(provider, authorization))
    }
  }
}

function loginPage(provider: Provider, request: AuthorizationRequest): Promise<string> {
  const interaction = randomName()
  provider.interactions.set(interaction, request)
  const offered = offeredPersonas(provider.personas, request.scopes)
  return personaPage(request.client.clientName, interaction, offered)
}
