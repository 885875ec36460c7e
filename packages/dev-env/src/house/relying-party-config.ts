import { digidProfile, eidasProfile, type IdentityProviderProfile } from '@waarmerk/identity-assurance'
import type { ConfigInput } from '@waarmerk/relying-party'
import { municipality } from '../sample/scenario-s1.ts'
import type { HouseKeys } from '../state/house-keys.ts'
import { type Addresses, contact, phone } from './addresses.ts'
import { clientIds, redirectUri } from './clients.ts'

/** The citizen's pages on embedded defaults; their credential has citizen scope only. */
export function relyingPartyConfig(keys: HouseKeys, at: Addresses): ConfigInput {
  return {
    environment: 'test',
    origin: at.relyingParty,
    port: Number(new URL(at.relyingParty).port),
    municipality: { name: municipality, phone },
    signing: { origin: at.signing, key: keys.relyingPartyCredential },
    cookieKeys: [keys.cookieKey],
    providers: [provider('digid', digidProfile), provider('eidas', eidasProfile)],
    securityContact: `mailto:${contact.email}`,
  }

  function provider(id: 'digid' | 'eidas', profile: IdentityProviderProfile): ConfigInput['providers'][number] {
    return {
      id,
      issuer: at.openIdProvider,
      loginClientId: clientIds.login,
      privateJwk: keys.loginClient,
      redirectUri: redirectUri(at.relyingParty, 'login', id),
      label: profile.label,
      textKey: profile.errorTexts,
    }
  }
}
