import type {
  AssuranceLevel,
  IdentityProviderProfile,
  PersonName,
  SubjectIdentifier,
} from '@waarmerk/identity-assurance'
import type { IdTokenAlgorithm } from './algorithms.ts'

/** A value known only by its salted hash, as commitments hold it. */
export type SaltedDigest = { readonly salt: string; readonly sha256: string }

/** For whom the person must act, exactly. */
export type ExpectedRepresentation = {
  readonly mandate: 'voluntary'
  readonly subject: SubjectIdentifier | SaltedDigest
  readonly service: string
}

/** What an ID token is held against. All times in seconds since 1970 unless they are a `Date`. */
export type ExpectedIdToken = {
  /** The compact JWS, exactly as received (or as decrypted). */
  readonly token: string
  /** The issuer's JWK Set, from its configured `jwks_uri` or the verifier's own source. No other key is used. */
  readonly jwks: unknown
  /** Issuer identifier, exactly as configured. */
  readonly issuer: string
  readonly clientId: string
  /** Pinned per issuer; never taken from the token. */
  readonly algorithms: readonly IdTokenAlgorithm[]
  /** The commitment's nonce. */
  readonly nonce: string
  /** When the token was received. */
  readonly now: Date
  /** `iat` of the commitment. */
  readonly commitmentIat: number
  readonly profile: IdentityProviderProfile
  /** The least level of assurance. */
  readonly assurance: AssuranceLevel
  readonly authTime: {
    /** When the transaction or identification was opened; the tolerance is applied here. */
    readonly notBefore: number
    /** `auth_time` of the identification: the step-up must be strictly later (same issuer, one clock). */
    readonly strictlyAfter?: number
  }
  /** Who must have logged in; left out at the identification, which finds that out. */
  readonly actor?: SubjectIdentifier | SaltedDigest
  /** The committed name: a name in the token must equal it. */
  readonly name?: PersonName | SaltedDigest
  /** `null`: for nobody else. Left out at the identification. */
  readonly onBehalfOf?: ExpectedRepresentation | null
  /** The access token of the same response, when there is one: `at_hash` must be of it. */
  readonly accessToken?: string
}
