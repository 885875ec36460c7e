import { words } from '../pipeline/authorization-request.ts'
import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** OIDC Core §3.1.2.1: without `openid` it is not an OpenID Connect request. */
export const scopeHasOpenid: Check = ({ parameters }) => {
  if (!words(parameters.get('scope')).includes('openid')) refuse('scope-openid')
}
