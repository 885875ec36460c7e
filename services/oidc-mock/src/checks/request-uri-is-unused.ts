import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** RFC 9126 §7.3: a `request_uri` is used once. */
export const requestUriIsUnused: Check = ({ pushedRequest }) => {
  if (pushedRequest.used) refuse('request-uri-used')
  pushedRequest.used = true
}
