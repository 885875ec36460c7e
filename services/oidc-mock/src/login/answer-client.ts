import type { Response } from 'express'
import { reachesAcr } from '../acr.ts'
import { lifetimes } from '../lifetimes.ts'
import type { AuthorizationRequest } from '../pipeline/authorization-request.ts'
import { describe } from '../pipeline/refusal.ts'
import { type RuleId, rules } from '../pipeline/rules.ts'
import { later } from '../provider/clock.ts'
import type { Provider, SsoSession } from '../provider/provider.ts'
import { randomName } from '../provider/random-name.ts'

type Outcome = Extract<RuleId, 'person-cancelled' | 'login-required' | 'acr-unmet'>

/** Sends the browser back with a code, or with an error when an essential `acr` was not reached. */
export function answerWithLogin(
  provider: Provider,
  response: Response,
  request: AuthorizationRequest,
  login: SsoSession,
): void {
  // OIDC Core §5.5.1.1: an essential acr that is not met is a failed authentication.
  if (request.essentialAcr.length > 0 && !reachesAcr(login.persona.acr, request.essentialAcr)) {
    answerWithError(provider, response, request, 'acr-unmet')
    return
  }
  const code = randomName()
  const expiresAt = later(provider.now(), lifetimes.code)
  provider.grants.set(code, { request, ...login, expiresAt, used: false })
  sendBack(provider, response, request, { code })
}

/** Sends the browser back with an error (RFC 6749 §4.1.2.1) and records it. */
export function answerWithError(
  provider: Provider,
  response: Response,
  request: AuthorizationRequest,
  rule: Outcome,
): void {
  provider.ledger.record({ at: provider.now(), endpoint: 'login', rule, clientId: request.client.clientId })
  sendBack(provider, response, request, { error: rules[rule].error, error_description: describe(rule) })
}

// RFC 9207 §2: `iss` on every answer, errors included. `state` goes back verbatim.
function sendBack(
  provider: Provider,
  response: Response,
  request: AuthorizationRequest,
  answer: Readonly<Record<string, string>>,
): void {
  const url = new URL(request.redirectUri)
  for (const [name, value] of Object.entries({ ...answer, state: request.state, iss: provider.issuer })) {
    url.searchParams.append(name, value)
  }
  response.redirect(303, url.href)
}
