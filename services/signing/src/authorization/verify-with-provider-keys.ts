import { EvidenceError } from '@waarmerk/evidence'
import type { Provider } from '../deps.ts'
import type { ProviderMetadata } from './provider-metadata.ts'

/**
 * Runs a verification with the provider's published keys; an unknown `kid` has them fetched once more
 * (a provider may have rotated between its two answers).
 *
 * @returns what was verified, and the metadata that verified it
 */
export const verifyWithProviderKeys = async <Verified>(
  provider: Pick<Provider, 'client'>,
  verify: (jwks: ProviderMetadata['jwks']) => Promise<Verified>,
  known?: ProviderMetadata,
): Promise<{ verified: Verified; metadata: ProviderMetadata }> => {
  const metadata = known ?? (await provider.client.metadata())
  try {
    return { verified: await verify(metadata.jwks), metadata }
  } catch (error) {
    if (!(error instanceof EvidenceError) || error.code !== 'ERR_ID_TOKEN_KID_UNKNOWN') throw error
  }
  const fresh = await provider.client.metadata()
  return { verified: await verify(fresh.jwks), metadata: fresh }
}
