import { createHash } from 'node:crypto'
import type { RegisteredClient } from '../client.ts'
import type { ProviderKeys } from '../keys/provider-keys.ts'
import type { Persona } from '../personas.ts'

/**
 * OIDC Core §8.1: another `sub` for every sector, stable over time, and no way back: a salted hash
 * of sector and persona, never the BSN. Our default sector is the client, not the host of its
 * redirect URI, because clients of one municipality share a host and must not rely on one `sub`.
 */
export function pairwiseSub(keys: ProviderKeys, client: RegisteredClient, persona: Persona): string {
  const sector = client.sectorIdentifier ?? client.clientId
  return createHash('sha256')
    .update(JSON.stringify([keys.pairwiseSalt, sector, persona.id]))
    .digest('base64url')
}
