import { supportedScopes } from '../login/offered-personas.ts'
import { words } from '../pipeline/authorization-request.ts'
import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** RFC 6749 §3.3: a scope we do not know is refused, so that a typing mistake is noticed. */
export const scopeIsSupported: Check = ({ parameters }) => {
  if (words(parameters.get('scope')).some((scope) => !supportedScopes.includes(scope))) refuse('scope-unknown')
}
