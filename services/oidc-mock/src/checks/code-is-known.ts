import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** RFC 6749 §4.1.3: the code was given out by us. */
export const codeIsKnown: Check = (exchange) => {
  exchange.grant = exchange.provider.grants.get(exchange.parameters.get('code') ?? '') ?? refuse('code-unknown')
}
