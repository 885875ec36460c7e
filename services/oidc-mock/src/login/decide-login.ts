import { reachesAcr } from '../acr.ts'
import type { Persona } from '../personas.ts'
import type { AuthorizationRequest } from '../pipeline/authorization-request.ts'
import { seconds } from '../provider/clock.ts'
import type { Provider, SsoSession } from '../provider/provider.ts'
import { offeredPersonas } from './offered-personas.ts'

/** What happens when the browser arrives. */
export type LoginDecision =
  /** An earlier login is reused, with its old `auth_time`. */
  | { readonly kind: 'reuse'; readonly session: SsoSession }
  /** The hint stands in for a press of the button. */
  | { readonly kind: 'hinted'; readonly persona: Persona }
  | { readonly kind: 'show-page' }
  /** `prompt=none`, and nothing to reuse. */
  | { readonly kind: 'login-required' }

/** OIDC Core §3.1.2.3: whether the person must log in (again), and how. */
export function decideLogin(
  provider: Provider,
  request: AuthorizationRequest,
  session: SsoSession | undefined,
): LoginDecision {
  if (session !== undefined && isReusable(provider, request, session)) return { kind: 'reuse', session }
  if (request.prompts.includes('none')) return { kind: 'login-required' }
  const hinted = provider.personas.find((persona) => persona.id === request.hintedPersona)
  return hinted === undefined ? { kind: 'show-page' } : { kind: 'hinted', persona: hinted }
}

function isReusable(provider: Provider, request: AuthorizationRequest, { persona, authTime }: SsoSession): boolean {
  const { prompts, maxAge, hintedPersona, essentialAcr } = request
  if (prompts.includes('login') || prompts.includes('select_account')) return false
  // OIDC Core §3.1.2.1: older than max_age must log in again; max_age=0 means the same as prompt=login.
  if (maxAge !== undefined && (maxAge === 0 || seconds(provider.now()) - authTime > maxAge)) return false
  if (hintedPersona !== undefined && hintedPersona !== persona.id) return false
  if (essentialAcr.length > 0 && !reachesAcr(persona.acr, essentialAcr)) return false
  return offeredPersonas(provider.personas, request.scopes).includes(persona)
}
