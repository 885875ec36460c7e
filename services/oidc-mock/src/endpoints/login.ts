import type { RequestHandler } from 'express'
import { formParameters } from '../http/form-body.ts'
import { answerWithError, answerWithLogin } from '../login/answer-client.ts'
import { offeredPersonas } from '../login/offered-personas.ts'
import { startSession } from '../login/session-cookie.ts'
import type { Persona } from '../personas.ts'
import type { AuthorizationRequest } from '../pipeline/authorization-request.ts'
import type { Parameters } from '../pipeline/parameters.ts'
import { recorded } from '../pipeline/recorded.ts'
import { refuse } from '../pipeline/refusal.ts'
import type { Provider } from '../provider/provider.ts'

/** The person pressed a button on the page. A page can be answered once. */
export function login(provider: Provider): RequestHandler {
  return async (request, response) => {
    const { authorization, persona } = await recorded(provider, 'login', async () =>
      readAnswer(provider, await formParameters(request, response)),
    )
    if (persona === undefined) {
      answerWithError(provider, response, authorization, 'person-cancelled')
      return
    }
    answerWithLogin(provider, response, authorization, startSession(provider, request, response, persona))
  }
}

function readAnswer(
  provider: Provider,
  parameters: Parameters,
): { authorization: AuthorizationRequest; persona: Persona | undefined } {
  const authorization = provider.interactions.take(parameters.get('interaction') ?? '') ?? refuse('interaction-unknown')
  if (parameters.has('cancel')) return { authorization, persona: undefined }
  const offered = offeredPersonas(provider.personas, authorization.scopes)
  const persona = offered.find(({ id }) => id === parameters.get('persona')) ?? refuse('persona-unknown')
  return { authorization, persona }
}
