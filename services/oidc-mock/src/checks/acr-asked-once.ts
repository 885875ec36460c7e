import { readClaims } from '../pipeline/claims-request.ts'
import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** NL GOV OIDC: `vtr` excludes `acr_values` and an `acr` claims request; OIDC Core §5.5.1.1 leaves both of the latter undefined. */
export const acrAskedOnce: Check = ({ parameters }) => {
  const claims = readClaims(parameters.get('claims'))
  const ways = [parameters.has('vtr'), parameters.has('acr_values'), claims?.id_token?.['acr'] !== undefined]
  if (ways.filter(Boolean).length > 1) refuse('acr-twice')
}
