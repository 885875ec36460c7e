import { offeredPersonas } from '../login/offered-personas.ts'
import { hintedPersona, words } from '../pipeline/authorization-request.ts'
import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** `login_hint=persona:<id>` names someone whom the page would have offered. Hints of another kind are only hints. */
export const loginHintIsOffered: Check = ({ parameters, provider }) => {
  const hinted = hintedPersona(parameters.get('login_hint'))
  const offered = offeredPersonas(provider.personas, words(parameters.get('scope')))
  if (hinted !== undefined && !offered.some((persona) => persona.id === hinted)) refuse('login-hint')
}
