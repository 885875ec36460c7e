import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

const allowed = ['client_id', 'request_uri']

/** FAPI 2.0: through the browser go only `client_id` and `request_uri`. */
export const onlyRequestUriInFront: Check = ({ parameters }) => {
  if (parameters.names.some((name) => !allowed.includes(name))) refuse('front-channel-parameter')
}
