import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** RFC 7523 §2.2. */
export const assertionType: Check = ({ parameters }) => {
  if (parameters.get('client_assertion_type') !== jwtBearer) refuse('assertion-type')
}
