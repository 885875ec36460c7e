import {
  bsn,
  canonicalName,
  canonicalSubject,
  digidProfile,
  type IdentityProviderProfile,
} from '@waarmerk/identity-assurance'
import {
  type Commitment,
  createIdentificationCommitment,
  createSigningCommitment,
  type EvidenceManifest,
  evidenceManifest,
  type IdentificationCommitment,
  type SigningCommitment,
  saltedSha256,
  sha256Text,
} from '../src/index.ts'
import { identificationFields, signingFields } from './fixtures.ts'
import { annasClaims, ecKey, type ForgerKey, issuer, openedAt, random32, signRaw } from './forger.ts'

/** The profile of the tests' provider: someone looked, and it is a third party. */
export const testProfile: IdentityProviderProfile = {
  ...digidProfile,
  issuerOperator: 'third-party',
  reauthenticationTested: true,
}

export const statement = 'Ik heb de documenten gelezen en ga akkoord.'
export const annasName = { given: 'Anna', family: 'de Wit' }

/** Both logins of one signing, as an honest provider and an honest service would make them. */
export type Ceremony = {
  readonly opKey: ForgerKey
  readonly salts: { readonly subject: string; readonly name: string; readonly onBehalfOf: null }
  readonly identification: Commitment<IdentificationCommitment>
  readonly authorisation: Commitment<SigningCommitment>
  readonly manifest: EvidenceManifest
  readonly manifestSha256: string
}

type Options = {
  readonly opKey?: ForgerKey
  readonly claims?: object
  readonly identificationClaims?: object
  readonly authorisationParameters?: Record<string, string>
  readonly statement?: string
  readonly metadata?: object
  readonly identification?: Partial<ReturnType<typeof identificationFields>>
  readonly userinfo?: string
  readonly profile?: IdentityProviderProfile
}

const parameters = (nonce: string, client: string): Record<string, string> => ({
  response_type: 'code',
  client_id: client,
  nonce,
  prompt: 'login',
  scope: 'openid',
})

/** Lets anna log in twice: for herself, and for the given signing commitment. */
export const ceremony = async (
  fields: Partial<ReturnType<typeof signingFields>>,
  options: Options = {},
): Promise<Ceremony> => {
  const opKey = options.opKey ?? (await ecKey('op-1'))
  const salts = { subject: random32(), name: random32(), onBehalfOf: null }
  const identification = createIdentificationCommitment({ ...identificationFields(), ...options.identification })
  const authorisation = createSigningCommitment({
    ...signingFields(),
    statement: { lang: 'nl', sha256: sha256Text(statement) },
    subject: saltedSha256(salts.subject, canonicalSubject(bsn('999990019'))),
    name: { sha256: saltedSha256(salts.name, canonicalName(annasName)), source: 'op' },
    ...fields,
  })
  const token = (claims: object) => signRaw(opKey, { kid: 'op-1' }, JSON.stringify(claims))
  const first = { iat: openedAt - 100, nbf: openedAt - 100, exp: openedAt + 200, auth_time: openedAt - 101, jti: 't-0' }
  const { manifest, sha256 } = evidenceManifest({
    identification: {
      commitment: identification.bytes,
      idToken: await token({ ...annasClaims(identification.nonce), ...first, ...options.identificationClaims }),
    },
    authorisation: {
      commitment: authorisation.bytes,
      idToken: await token({ ...annasClaims(authorisation.nonce), ...options.claims }),
      ...(options.userinfo !== undefined && { userinfo: options.userinfo }),
    },
    jwks: [{ url: `${issuer}/jwks`, body: new TextEncoder().encode(JSON.stringify({ keys: [opKey.jwk] })) }],
    metadata: [
      {
        url: `${issuer}/.well-known/openid-configuration`,
        body: new TextEncoder().encode(JSON.stringify(options.metadata ?? { issuer, jwks_uri: `${issuer}/jwks` })),
      },
    ],
    statement: options.statement ?? statement,
    requestParameters: {
      profile: options.profile ?? testProfile,
      identification: parameters(identification.nonce, identification.commitment.client),
      authorisation: {
        ...parameters(authorisation.nonce, authorisation.commitment.client),
        ...options.authorisationParameters,
      },
    },
  })
  return { opKey, salts, identification, authorisation, manifest, manifestSha256: sha256 }
}
