import {
  type AssuranceLevel,
  type NormalisedIdentity,
  normaliseClaims,
  requireAssurance,
} from '@waarmerk/identity-assurance'
import { calculateJwkThumbprint } from 'jose'
import { checkAccessTokenHash } from './checks/access-token-hash.ts'
import { checkActor } from './checks/actor.ts'
import { pinnedAlgorithm } from './checks/algorithm.ts'
import { checkAudience } from './checks/audience.ts'
import { checkAuthTime } from './checks/auth-time.ts'
import { checkAuthorisedParty } from './checks/authorised-party.ts'
import type { ClaimCheck, HeaderCheck } from './checks/check.ts'
import { checkCriticalHeader } from './checks/critical-header.ts'
import { checkEmbeddedKey } from './checks/embedded-key.ts'
import { checkExpiry } from './checks/expiry.ts'
import { checkIssuedAt } from './checks/issued-at.ts'
import { checkIssuer } from './checks/issuer.ts'
import { checkLifetime } from './checks/lifetime.ts'
import { checkName } from './checks/name.ts'
import { checkNonce } from './checks/nonce.ts'
import { checkNotBefore } from './checks/not-before.ts'
import { checkRepresentation } from './checks/representation.ts'
import { checkSubject } from './checks/subject.ts'
import { checkType } from './checks/type.ts'
import { requiredTime } from './claim.ts'
import { type Members, parseCompactJws, parseTokenJson } from './compact-jws.ts'
import type { ExpectedIdToken } from './expected.ts'
import { parseJwks } from './jwks.ts'
import { selectSigningKey } from './signing-key.ts'
import { verifyJwsSignature } from './verify-signature.ts'

/** An ID token that passed every check. */
export type VerifiedIdToken = {
  readonly header: Members
  readonly claims: Members
  readonly identity: NormalisedIdentity
  /** The provider's own word for the level. */
  readonly acr: string
  readonly assurance: AssuranceLevel
  /** Seconds since 1970. */
  readonly authTime: number
  readonly iat: number
  readonly exp: number
  /** RFC 7638 thumbprint of the issuer's key that signed. */
  readonly keyThumbprint: string
}

/** After the algorithm, before any key is used, in this order. */
const headerChecks: readonly HeaderCheck[] = [checkCriticalHeader, checkType, checkEmbeddedKey]

/** After the signature was verified, in this order: for whom, for what, when. Then who: level, actor, name, mandate. */
const claimChecks: readonly ClaimCheck[] = [
  checkIssuer,
  checkAudience,
  checkAuthorisedParty,
  checkSubject,
  checkNonce,
  checkExpiry,
  checkNotBefore,
  checkLifetime,
  checkIssuedAt,
  checkAuthTime,
  checkAccessTokenHash,
]

/**
 * Verifies the ID token of an identification or authorisation (signing protocol, steps 3 and 7; OIDC Core §3.1.3.7).
 * The first check that fails decides the code; the order is that of the two tables above, with the key and the
 * signature between them.
 *
 * @throws EvidenceError `ERR_JWKS_*` · `ERR_ID_TOKEN_*` · `ERR_AUTH_TIME_*` · `ERR_ACTOR_MISMATCH` ·
 *   `ERR_NAME_MISMATCH` · `ERR_REPRESENTATION_MISMATCH`
 * @throws IdentityError `ERR_ACR_*` · `ERR_CLAIMS_*`
 *
 * @example
 * const verified = await verifyIdToken({
 *   token, jwks, issuer, clientId, algorithms: ['ES256'], nonce: commitment.nonce, now: new Date(),
 *   commitmentIat: commitment.commitment.iat, profile, assurance: 'substantial',
 *   authTime: { notBefore: openedAt, strictlyAfter: identification.authTime }, actor, name, onBehalfOf: null,
 * })
 */
export const verifyIdToken = async (expected: ExpectedIdToken): Promise<VerifiedIdToken> => {
  const { header, payload } = parseCompactJws(expected.token)
  const alg = pinnedAlgorithm(header, expected.algorithms)
  for (const check of headerChecks) check(header)
  const key = selectSigningKey(parseJwks(expected.jwks), header, alg)
  await verifyJwsSignature(expected.token, key, alg)
  const claims = parseTokenJson(payload)
  for (const check of claimChecks) check(claims, expected, header)
  const achieved = requireAssurance(expected.profile, claims['acr'], expected.assurance)
  const identity = normaliseClaims(expected.profile, claims)
  checkActor(identity, expected.actor)
  checkName(identity, expected.name)
  checkRepresentation(identity, expected.onBehalfOf)
  return {
    header,
    claims,
    identity,
    ...achieved,
    authTime: requiredTime(claims, 'auth_time'),
    iat: requiredTime(claims, 'iat'),
    exp: requiredTime(claims, 'exp'),
    keyThumbprint: await calculateJwkThumbprint(key),
  }
}
