import { createHash } from 'node:crypto'
import type { JWTPayload } from 'jose'
import { lifetimes } from '../lifetimes.ts'
import { seconds } from '../provider/clock.ts'
import type { Grant, Provider } from '../provider/provider.ts'
import { randomName } from '../provider/random-name.ts'
import { pairwiseSub } from './pairwise-sub.ts'
import { signToken } from './sign-token.ts'

/**
 * The ID token of a login (OIDC Core §2, NL GOV OIDC Provider Profile): ES256, five minutes, with
 * the `nonce` exactly as it was sent. Like some brokers, this OP gives the name here.
 */
export function idToken(provider: Provider, grant: Grant, accessToken: string): Promise<string> {
  const { client, nonce, wantsAuthTime } = grant.request
  const now = seconds(provider.now())
  const claims: JWTPayload = {
    iss: provider.issuer,
    aud: client.clientId,
    azp: client.clientId,
    sub: pairwiseSub(provider.keys, client, grant.persona),
    nonce,
    jti: randomName(),
    iat: now,
    nbf: now,
    exp: now + lifetimes.idToken,
    ...(wantsAuthTime ? { auth_time: grant.authTime } : {}),
    acr: grant.persona.acr,
    at_hash: accessTokenHash(accessToken),
    given_name: grant.persona.givenName,
    family_name: grant.persona.familyName,
    name: `${grant.persona.givenName} ${grant.persona.familyName}`,
    [grant.persona.identifier.claim]: grant.persona.identifier.value,
  }
  return signToken(provider.keys, claims, 'JWT')
}

// OIDC Core §3.1.3.6: the left half of SHA-256, for ES256.
function accessTokenHash(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url')
}
