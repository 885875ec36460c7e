import type { Source } from '../acr.ts'
import type { Persona } from '../personas.ts'

const sourceScopes: ReadonlyMap<string, Source> = new Map([
  ['idp_scoping:digid', 'digid'],
  ['idp_scoping:eidas', 'eidas'],
])

/** Scopes this OP takes. `idp_scoping:…` chooses the means of identification, as Dutch brokers do. */
export const supportedScopes: readonly string[] = ['openid', 'profile', ...sourceScopes.keys()]

/** The people whom the page offers: those of the sources that the scopes name, or everyone. */
export function offeredPersonas(personas: readonly Persona[], scopes: readonly string[]): readonly Persona[] {
  const sources = scopes.flatMap((scope) => sourceScopes.get(scope) ?? [])
  return sources.length === 0 ? personas : personas.filter((persona) => sources.includes(persona.source))
}
