import { words } from '../pipeline/authorization-request.ts'
import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

const known = ['none', 'login', 'consent', 'select_account']

/** OIDC Core §3.1.2.1: known values, and `none` only alone. */
export const promptIsValid: Check = ({ parameters }) => {
  const prompts = words(parameters.get('prompt'))
  if (prompts.some((prompt) => !known.includes(prompt))) refuse('prompt')
  if (prompts.includes('none') && prompts.length > 1) refuse('prompt')
}
