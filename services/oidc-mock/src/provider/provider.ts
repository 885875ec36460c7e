import type { RegisteredClient } from '../client.ts'
import type { ProviderKeys } from '../keys/provider-keys.ts'
import { lifetimes } from '../lifetimes.ts'
import type { Persona } from '../personas.ts'
import type { AuthorizationRequest } from '../pipeline/authorization-request.ts'
import { ExpiringMap } from './expiring-map.ts'
import type { Ledger } from './ledger.ts'

/** A pushed authorization request (RFC 9126), waiting for the browser. */
export interface PushedRequest {
  readonly clientId: string
  readonly request: AuthorizationRequest
  readonly expiresAt: Date
  used: boolean
}

/** An authorization code's meaning, and what it is bound to. */
export interface Grant {
  readonly request: AuthorizationRequest
  readonly persona: Persona
  /** Whole seconds since 1970. */
  readonly authTime: number
  readonly expiresAt: Date
  used: boolean
}

/** A login that may be reused by a client that does not send `prompt=login`. */
export interface SsoSession {
  readonly persona: Persona
  /** Whole seconds since 1970. */
  readonly authTime: number
}

/** Everything the endpoints share: who we are, whom we know, what we remember. All of it in memory, except the keys. */
export interface Provider {
  readonly issuer: string
  readonly clients: ReadonlyMap<string, RegisteredClient>
  readonly personas: readonly Persona[]
  readonly keys: ProviderKeys
  readonly ledger: Ledger
  readonly now: () => Date
  readonly pushedRequests: ExpiringMap<PushedRequest>
  readonly interactions: ExpiringMap<AuthorizationRequest>
  readonly grants: ExpiringMap<Grant>
  readonly sessions: ExpiringMap<SsoSession>
  /** Client id and jti of assertions that were used. */
  readonly assertions: ExpiringMap<true>
}

/** The memories, empty. */
export function emptyMemories(now: () => Date) {
  return {
    pushedRequests: new ExpiringMap<PushedRequest>(lifetimes.memory, now),
    interactions: new ExpiringMap<AuthorizationRequest>(lifetimes.interaction, now),
    grants: new ExpiringMap<Grant>(lifetimes.memory, now),
    sessions: new ExpiringMap<SsoSession>(lifetimes.session, now),
    assertions: new ExpiringMap<true>(lifetimes.memory, now),
  }
}
