import { lifetimes } from '../lifetimes.ts'
import { seconds } from '../provider/clock.ts'
import type { Grant, Provider } from '../provider/provider.ts'
import { randomName } from '../provider/random-name.ts'
import { pairwiseSub } from './pairwise-sub.ts'
import { signToken } from './sign-token.ts'

/** An access token (RFC 9068). It opens nothing: this OP has no UserInfo endpoint. */
export function accessToken(provider: Provider, grant: Grant): Promise<string> {
  const { client, scopes } = grant.request
  const now = seconds(provider.now())
  const claims = {
    iss: provider.issuer,
    aud: provider.issuer,
    sub: pairwiseSub(provider.keys, client, grant.persona),
    client_id: client.clientId,
    azp: client.clientId,
    scope: scopes.join(' '),
    jti: randomName(),
    iat: now,
    exp: now + lifetimes.accessToken,
  }
  return signToken(provider.keys, claims, 'at+jwt')
}
