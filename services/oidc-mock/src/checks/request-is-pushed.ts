import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** RFC 9126 §5 `require_pushed_authorization_requests`. */
export const requestIsPushed: Check = ({ parameters }) => {
  if (!parameters.has('request_uri')) refuse('request-uri-missing')
}
