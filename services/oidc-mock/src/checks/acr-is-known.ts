import { acrTable } from '../acr.ts'
import { words } from '../pipeline/authorization-request.ts'
import { namedAcr, readClaims } from '../pipeline/claims-request.ts'
import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** A level that nobody here can have is a mistake of the client, not a wish to ignore. */
export const acrIsKnown: Check = ({ parameters }) => {
  const asked = [...words(parameters.get('acr_values')), ...namedAcr(readClaims(parameters.get('claims')))]
  if (asked.some((acr) => !acrTable.has(acr))) refuse('acr-unknown')
}
