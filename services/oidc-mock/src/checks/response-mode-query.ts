import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** We answer in the query, the default of `response_type=code`. */
export const responseModeQuery: Check = ({ parameters }) => {
  if ((parameters.get('response_mode') ?? 'query') !== 'query') refuse('response-mode')
}
