import { compactVerify } from 'jose'
import * as z from 'zod'
import type { Check, ClaimsSet } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** Algorithms of a client assertion; nothing weaker (NL GOV OAuth, RFC 8725 §3.1). */
export const assertionAlgorithms = ['ES256', 'PS256']

/** RFC 7523 §3 rule 9: signed with a key that the client registered. Only the claims' origin is settled here. */
export const assertionSignature: Check = async (exchange) => {
  const assertion = exchange.parameters.get('client_assertion') ?? ''
  try {
    const { payload } = await compactVerify(assertion, exchange.client.keyFor, { algorithms: assertionAlgorithms })
    exchange.assertion = parse(payload)
  } catch {
    refuse('assertion-signature')
  }
}

// RFC 7519 §7.2 step 10: the message is a JSON object.
const claimsSet = z.record(z.string(), z.unknown())

function parse(payload: Uint8Array): ClaimsSet {
  return claimsSet.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload)))
}
