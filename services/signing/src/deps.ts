import type { KeyObject } from 'node:crypto'
import type { IdTokenAlgorithm } from '@waarmerk/evidence'
import type { IdentityProviderProfile } from '@waarmerk/identity-assurance'
import type { IssuingCa, KekStore } from '@waarmerk/key-providers'
import type { Certificate } from '@waarmerk/pki'
import type { Logger } from '@waarmerk/service-kit'
import type { ObjectStore } from '@waarmerk/storage'
import type { OpenIdClient } from './authorization/openid-client.ts'
import type { Database } from './database/schema.ts'
import type { Vault } from './sealed/vault.ts'
import type { WatchedTimestampAuthority } from './timestamp/watched-authority.ts'

/** An identity provider as this service uses it. */
export interface Provider {
  readonly id: string
  readonly profile: IdentityProviderProfile
  readonly issuer: string
  /** `client_id` of the relying party's login client: the audience of identification tokens. */
  readonly loginClientId: string
  /** `client_id` of our own signing client: the audience of authorisation tokens. */
  readonly signingClientId: string
  /** Signature algorithms this provider may use; pinned. */
  readonly algorithms: readonly IdTokenAlgorithm[]
  readonly client: OpenIdClient
}

/** Bounds; configuration, so that tests take seconds. */
export interface Limits {
  readonly documentBytes: number
  readonly requestDays: number
  readonly identificationSeconds: number
  readonly sessionSeconds: number
  readonly transactionSeconds: number
  /** After `exp`, so long may the service still finish an authorised transaction. */
  readonly graceSeconds: number
  /** A redemption found without a token after this is lost. */
  readonly redeemingSeconds: number
  /** For so long an instance that took an authorised transaction is left alone with it. */
  readonly leaseSeconds: number
  /** How long an authorisation waits for the signature before it answers 202. */
  readonly waitMilliseconds: number
  readonly attemptsPerHour: number
}

/** The municipality this instance serves. */
export interface Tenant {
  readonly oin: string
  readonly municipality: string
  readonly phone: string
}

/** A step after which a crash must leave everything right; tests stop the process there. */
export type Step =
  | 'objects-prepared'
  | 'intent-stored'
  | 'request-pushed'
  | 'redeeming'
  | 'code-redeemed'
  | 'authorised'
  | 'certificate-stored'
  | 'signed'
  | 'objects-written'
  | 'committed'

/** What the use cases are given; each names the part it needs. Made in `app.ts` and nowhere else. */
export interface Deps {
  readonly db: Database
  readonly objects: ObjectStore
  readonly vault: Vault
  readonly keks: KekStore
  readonly providers: ReadonlyMap<string, Provider>
  readonly tenant: Tenant
  readonly environment: 'test' | 'production'
  readonly relyingPartyOrigin: string
  readonly timestampAuthority: WatchedTimestampAuthority
  readonly issuingCa: IssuingCa
  readonly seal: { readonly privateKey: KeyObject; readonly certificates: readonly Uint8Array[] }
  readonly trust: { readonly signers: readonly Certificate[]; readonly timestamps: readonly Certificate[] }
  readonly limits: Limits
  readonly logger: Logger
  readonly now: () => Date
  readonly passed: (step: Step) => void
  /** Work that may outlive the request it began in: a failure is logged, and closing waits for it. Never rejects. */
  readonly background: (work: Promise<void>) => Promise<void>
}
