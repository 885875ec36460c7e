import { type CryptoKey, importJWK, type JWK } from 'jose'
import { createOpenIdClient } from './authorization/openid-client.ts'
import type { Config } from './config.ts'
import type { Provider } from './deps.ts'

/** The configured identity providers, each with our signing client at it. */
export const createProviders = async (config: Config, get: typeof fetch): Promise<ReadonlyMap<string, Provider>> => {
  const providers = new Map<string, Provider>()
  for (const { profile, issuer, loginClientId, algorithms, signing } of config.providers) {
    const { kid, alg } = signing.privateJwk
    const key = (await importJWK(signing.privateJwk as JWK, alg)) as CryptoKey
    const client = createOpenIdClient({
      issuer,
      clientId: signing.clientId,
      redirectUri: signing.redirectUri,
      key,
      kid,
      fetch: get,
      timeoutSeconds: config.limits.outboundSeconds,
    })
    const { id } = profile
    providers.set(id, { id, profile, issuer, loginClientId, signingClientId: signing.clientId, algorithms, client })
  }
  return providers
}
