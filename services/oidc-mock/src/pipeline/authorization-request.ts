import type { RegisteredClient } from '../client.ts'
import { essentialAcr, readClaims } from './claims-request.ts'
import type { Parameters } from './parameters.ts'

/** An authorization request after every check has passed. */
export interface AuthorizationRequest {
  readonly client: RegisteredClient
  readonly redirectUri: string
  readonly state: string
  readonly nonce: string
  readonly codeChallenge: string
  readonly scopes: readonly string[]
  readonly prompts: readonly string[]
  /** Seconds. */
  readonly maxAge: number | undefined
  /** Values of which the person must reach one; empty when the client did not insist. */
  readonly essentialAcr: readonly string[]
  readonly wantsAuthTime: boolean
  /** Persona of `login_hint=persona:<id>`. */
  readonly hintedPersona: string | undefined
}

/** Reads what the checks of the pipeline have already passed. */
export function authorizationRequest(client: RegisteredClient, parameters: Parameters): AuthorizationRequest {
  const claims = readClaims(parameters.get('claims'))
  const maxAge = parameters.get('max_age')
  return {
    client,
    redirectUri: parameters.get('redirect_uri') ?? '',
    state: parameters.get('state') ?? '',
    nonce: parameters.get('nonce') ?? '',
    codeChallenge: parameters.get('code_challenge') ?? '',
    scopes: words(parameters.get('scope')),
    prompts: words(parameters.get('prompt')),
    maxAge: maxAge === undefined ? undefined : Number(maxAge),
    essentialAcr: essentialAcr(claims),
    // OIDC Core §2: auth_time is required when max_age was sent or when it was asked for as a claim.
    wantsAuthTime: maxAge !== undefined || claims?.id_token?.['auth_time'] !== undefined,
    hintedPersona: hintedPersona(parameters.get('login_hint')),
  }
}

/** Values of a space-delimited parameter. */
export function words(value: string | undefined): readonly string[] {
  return value?.split(' ').filter((word) => word !== '') ?? []
}

/** The persona that `login_hint` names, if it is a hint of that kind. */
export function hintedPersona(hint: string | undefined): string | undefined {
  return hint?.startsWith('persona:') ? hint.slice('persona:'.length) : undefined
}
