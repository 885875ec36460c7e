import { acrAskedOnce } from '../checks/acr-asked-once.ts'
import { acrIsKnown } from '../checks/acr-is-known.ts'
import { assertionAudience } from '../checks/assertion-audience.ts'
import { assertionIsNew } from '../checks/assertion-is-new.ts'
import { assertionIssuedAt } from '../checks/assertion-issued-at.ts'
import { assertionIssuerSubject } from '../checks/assertion-issuer-subject.ts'
import { assertionJti } from '../checks/assertion-jti.ts'
import { assertionLifetime } from '../checks/assertion-lifetime.ts'
import { assertionSignature } from '../checks/assertion-signature.ts'
import { assertionType } from '../checks/assertion-type.ts'
import { claimsIsValid } from '../checks/claims-is-valid.ts'
import { clientIsRegistered } from '../checks/client-is-registered.ts'
import { codeIsFresh } from '../checks/code-is-fresh.ts'
import { codeIsKnown } from '../checks/code-is-known.ts'
import { codeIsTheClients } from '../checks/code-is-the-clients.ts'
import { codeIsUnused } from '../checks/code-is-unused.ts'
import { codeRedirectUri } from '../checks/code-redirect-uri.ts'
import { grantTypeCode } from '../checks/grant-type-code.ts'
import { loginHintIsOffered } from '../checks/login-hint-is-offered.ts'
import { maxAgeIsValid } from '../checks/max-age-is-valid.ts'
import { noDuplicateParameter } from '../checks/no-duplicate-parameter.ts'
import { noPushedRequestUri } from '../checks/no-pushed-request-uri.ts'
import { noRequestObject } from '../checks/no-request-object.ts'
import { nonceIsShort } from '../checks/nonce-is-short.ts'
import { nonceLooksRandom } from '../checks/nonce-looks-random.ts'
import { oneAuthenticationMethod } from '../checks/one-authentication-method.ts'
import { onlyRequestUriInFront } from '../checks/only-request-uri-in-front.ts'
import { pkceChallenge } from '../checks/pkce-challenge.ts'
import { pkceIsUsed } from '../checks/pkce-is-used.ts'
import { pkceMethodS256 } from '../checks/pkce-method-s256.ts'
import { promptIsValid } from '../checks/prompt-is-valid.ts'
import { redirectUriIsRegistered } from '../checks/redirect-uri-is-registered.ts'
import { requestIsPushed } from '../checks/request-is-pushed.ts'
import { requestUriIsFresh } from '../checks/request-uri-is-fresh.ts'
import { requestUriIsKnown } from '../checks/request-uri-is-known.ts'
import { requestUriIsUnused } from '../checks/request-uri-is-unused.ts'
import { responseModeQuery } from '../checks/response-mode-query.ts'
import { responseTypeCode } from '../checks/response-type-code.ts'
import { scopeHasOpenid } from '../checks/scope-has-openid.ts'
import { scopeIsSupported } from '../checks/scope-is-supported.ts'
import { stateLooksRandom } from '../checks/state-looks-random.ts'
import { verifierGrammar } from '../checks/verifier-grammar.ts'
import { verifierMatches } from '../checks/verifier-matches.ts'
import type { Check, Exchange } from './exchange.ts'

type Stage = 'par' | 'authorize' | 'token'

const everywhere: readonly Stage[] = ['par', 'authorize', 'token']
const backChannel: readonly Stage[] = ['par', 'token']
const par: readonly Stage[] = ['par']
const authorize: readonly Stage[] = ['authorize']
const token: readonly Stage[] = ['token']

/** The protocol on one screen: every check, where it runs, in this order. */
const pipeline: readonly (readonly [Check, readonly Stage[]])[] = [
  [noDuplicateParameter, everywhere],
  [clientIsRegistered, everywhere],
  // private_key_jwt
  [oneAuthenticationMethod, backChannel],
  [assertionType, backChannel],
  [assertionSignature, backChannel],
  [assertionIssuerSubject, backChannel],
  [assertionAudience, backChannel],
  [assertionIssuedAt, backChannel],
  [assertionLifetime, backChannel],
  [assertionJti, backChannel],
  [assertionIsNew, backChannel],
  // the authorization request
  [noRequestObject, par],
  [noPushedRequestUri, par],
  [responseTypeCode, par],
  [responseModeQuery, par],
  [redirectUriIsRegistered, par],
  [scopeHasOpenid, par],
  [scopeIsSupported, par],
  [stateLooksRandom, par],
  [nonceLooksRandom, par],
  [nonceIsShort, par],
  [pkceIsUsed, par],
  [pkceMethodS256, par],
  [pkceChallenge, par],
  [promptIsValid, par],
  [maxAgeIsValid, par],
  [claimsIsValid, par],
  [acrIsKnown, par],
  [acrAskedOnce, par],
  [loginHintIsOffered, par],
  // the browser
  [requestIsPushed, authorize],
  [onlyRequestUriInFront, authorize],
  [requestUriIsKnown, authorize],
  [requestUriIsUnused, authorize],
  [requestUriIsFresh, authorize],
  // the code
  [grantTypeCode, token],
  [codeIsKnown, token],
  [codeIsTheClients, token],
  [codeIsUnused, token],
  [codeIsFresh, token],
  [codeRedirectUri, token],
  [verifierGrammar, token],
  [verifierMatches, token],
]

/**
 * Runs every check of a stage. When it returns, each rule was kept; the first that was not throws.
 *
 * @throws Refusal naming the rule
 */
export async function runChecks(stage: Stage, exchange: Exchange): Promise<void> {
  for (const [check, stages] of pipeline) {
    if (stages.includes(stage)) await check(exchange)
  }
}
