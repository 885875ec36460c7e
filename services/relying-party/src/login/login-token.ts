import { IdentityError } from '@waarmerk/identity-assurance'
import { decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose'
import { RelyingPartyError } from '../errors.ts'

/** What the token is held against. */
export interface ExpectedLogin {
  readonly clientId: string
  readonly now: Date
  /** Seconds since 1970. */
  readonly startedAt: number
  readonly acrValues: readonly string[]
}

/** Clocks may differ so much, in seconds. */
const skew = 30
/** Longest time from `iat` to `exp`, in seconds. */
const longestLifetime = 3600

type Rule = (claims: JWTPayload, expected: ExpectedLogin, header: { typ?: string }) => boolean

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const within = (value: unknown, { now, startedAt }: ExpectedLogin): boolean =>
  isTime(value) && value >= startedAt - skew && value <= now.getTime() / 1000 + skew

/** What openid-client accepts although the standards or we do not; measured against it, one fault at a time. */
const rules: Readonly<Record<string, Rule>> = {
  // RFC 8725 §3.11: another kind of JWT, e.g. logout+jwt, is no ID token.
  'typ is JWT or absent': (_, __, { typ }) => typ === undefined || typ.toUpperCase() === 'JWT',
  // OIDC Core §3.1.3.7 step 5.
  'azp is this client': ({ azp }, { clientId }) => azp === undefined || azp === clientId,
  'aud is this client alone': ({ aud }, { clientId }) =>
    aud === clientId || (Array.isArray(aud) && aud.length === 1 && aud[0] === clientId),
  'sub is not empty': ({ sub }) => typeof sub === 'string' && sub !== '',
  // OIDC Core §3.1.3.7 step 10; NL GOV: iat lies in the past.
  'iat is of this login': ({ iat }, expected) => within(iat, expected),
  'the lifetime is bounded': ({ iat, exp }) => isTime(iat) && isTime(exp) && exp > iat && exp - iat <= longestLifetime,
  // prompt=login was asked for: who logged in earlier must do it again (shared phones).
  'auth_time is of this login': ({ auth_time }, expected) => within(auth_time, expected),
}

/**
 * The checks of a login's ID token that openid-client leaves to us (its signature, `iss`, `exp`, `nonce` it has checked).
 *
 * @param token raw, as redeemed; signature verified
 * @throws {RelyingPartyError} `ERR_LOGIN_TOKEN`
 * @throws {IdentityError} `ERR_ACR_MISSING`, `ERR_ACR_INSUFFICIENT`
 */
export const checkLoginToken = (token: string, expected: ExpectedLogin): void => {
  const claims = decodeJwt(token)
  const header = decodeProtectedHeader(token)
  for (const [name, holds] of Object.entries(rules)) {
    if (!holds(claims, expected, header)) throw new RelyingPartyError('ERR_LOGIN_TOKEN', `broken rule: ${name}`)
  }
  // Every value at or above the level was asked for; NL GOV: the client MUST verify it.
  const { acr } = claims
  if (typeof acr !== 'string') throw new IdentityError('ERR_ACR_MISSING', 'the login does not say its level')
  if (!expected.acrValues.includes(acr)) {
    throw new IdentityError('ERR_ACR_INSUFFICIENT', 'the login is below the level asked for')
  }
}
