import { readClaims } from '../pipeline/claims-request.ts'
import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** OIDC Core §5.5: the `claims` parameter is a JSON object of a certain shape. */
export const claimsIsValid: Check = ({ parameters }) => {
  try {
    readClaims(parameters.get('claims'))
  } catch {
    refuse('claims')
  }
}
