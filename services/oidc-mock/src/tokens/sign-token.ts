import { importJWK, type JWTPayload, SignJWT } from 'jose'
import type { ProviderKeys } from '../keys/provider-keys.ts'

/** Signs claims with the provider's key: ES256, with `kid` and `typ`. */
export async function signToken(keys: ProviderKeys, claims: JWTPayload, typ: string): Promise<string> {
  const { kid } = keys.signingKey
  if (kid === undefined) throw new TypeError('the signing key has no kid')
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', kid, typ })
    .sign(await importJWK(keys.signingKey, 'ES256'))
}
