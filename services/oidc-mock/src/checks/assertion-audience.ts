import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** FAPI 2.0: `aud` is the issuer as one string, not the token endpoint and not a list. */
export const assertionAudience: Check = ({ assertion, provider }) => {
  if (assertion.aud !== provider.issuer) refuse('assertion-audience')
}
