import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** RFC 9126 §2.1: `request_uri` must not be provided in a pushed request. */
export const noPushedRequestUri: Check = ({ parameters }) => {
  if (parameters.has('request_uri')) refuse('request-uri-pushed')
}
