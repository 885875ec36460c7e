import { randomBytes } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose'

/** The secrets of the provider: what signs its tokens and what keeps its `sub`s pairwise. */
export interface ProviderKeys {
  /** Private JWK on P-256 with `kid` (its RFC 7638 thumbprint). */
  readonly signingKey: JWK
  /** base64url, 32 bytes. */
  readonly pairwiseSalt: string
}

/**
 * Fresh keys for one run.
 *
 * @example
 * const mock = createOidcMock({ issuer: 'http://127.0.0.1:4200', clients, keys: await createProviderKeys() })
 */
export async function createProviderKeys(): Promise<ProviderKeys> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = await exportJWK(privateKey)
  return {
    signingKey: { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'ES256', use: 'sig' },
    pairwiseSalt: randomBytes(32).toString('base64url'),
  }
}

/** What `jwks_uri` serves: the public half only. */
export function publicJwks(keys: ProviderKeys): { keys: JWK[] } {
  const { d: _private, ...publicKey } = keys.signingKey
  return { keys: [publicKey] }
}
