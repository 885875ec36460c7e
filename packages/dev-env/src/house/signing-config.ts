import { createHash } from 'node:crypto'
import { digidProfile, eidasProfile, type IdentityProviderProfile } from '@waarmerk/identity-assurance'
import type { ConfigInput } from '@waarmerk/signing'
import { municipality, testMark } from '../sample/scenario-s1.ts'
import type { StateDirectory } from '../state/state-directory.ts'
import { type Addresses, contact, oin, phone } from './addresses.ts'
import { clientIds, type ProviderId, redirectUri } from './clients.ts'

/** The signing service on embedded defaults. Of the credentials only their SHA-256 goes in. */
export function signingConfig(state: StateDirectory, at: Addresses, timestampTrustAnchors: string): ConfigInput {
  const { keys } = state
  return {
    environment: 'test',
    origin: at.signing,
    port: Number(new URL(at.signing).port),
    relyingPartyOrigin: at.relyingParty,
    contact,
    database: { provider: 'pglite', directory: state.database },
    objects: { directory: state.objects },
    keys: { data: keys.dataKey, kekDirectory: state.kek },
    tenant: { oin, municipality, phone },
    credentials: [
      {
        id: 'back-end',
        sha256: sha256(keys.backEndCredential),
        scopes: ['requests:write', 'requests:read', 'evidence:read', 'evidence:read-full'],
      },
      { id: 'relying-party', sha256: sha256(keys.relyingPartyCredential), scopes: ['citizen'] },
    ],
    providers: [provider('digid', digidProfile), provider('eidas', eidasProfile)],
    timestamping: { urls: [at.timestampAuthority], trustAnchors: timestampTrustAnchors },
    issuingCa: {
      certificates: keys.issuingCa.certificate,
      privateKey: keys.issuingCa.privateKey,
      organisation: testMark,
    },
    seal: { certificates: keys.seal.certificate, privateKey: keys.seal.privateKey },
    signerTrustAnchors: keys.issuingCa.certificate,
  }

  function provider(id: ProviderId, profile: IdentityProviderProfile): ConfigInput['providers'][number] {
    return {
      profile: atTheDouble(id, profile),
      issuer: at.openIdProvider,
      loginClientId: clientIds.login,
      algorithms: ['ES256'],
      signing: {
        clientId: clientIds.signing,
        redirectUri: redirectUri(at.relyingParty, 'signing', id),
        privateJwk: keys.signingClient,
      },
    }
  }
}

/**
 * The double stands for a broker in front of one source. It is run by ourselves, and the evidence says so; that its
 * `prompt=login` forces a new login, the double's own tests say.
 */
const atTheDouble = (id: ProviderId, profile: IdentityProviderProfile): IdentityProviderProfile => ({
  ...profile,
  scopes: ['openid', `idp_scoping:${id}`],
  issuerOperator: 'own',
  reauthenticationTested: true,
})

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url')
