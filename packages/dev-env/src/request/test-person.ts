import { bsnClaim, type Persona, personas } from '@waarmerk/oidc-mock'
import type { SignerConstraint } from '@waarmerk/signing-contract'
import { DevEnvError } from '../dev-env-error.ts'
import type { ProviderId } from '../house/clients.ts'

/** Somebody who can log in at the OpenID Provider double. Nobody here exists. */
export type TestPerson = Persona

/** @throws DevEnvError `ERR_DEV_ENV_PERSONA_UNKNOWN`, naming who can log in */
export function testPerson(id: string): TestPerson {
  const found = personas.find((persona) => persona.id === id)
  if (found !== undefined) return found
  const known = personas.map((persona) => persona.id).join(', ')
  throw new DevEnvError('ERR_DEV_ENV_PERSONA_UNKNOWN', `nobody here has that name; there are ${known}`)
}

/** Who may sign, when that is this person alone. */
export const constraintOf = ({ identifier }: TestPerson): SignerConstraint => ({
  type: identifier.claim === bsnClaim ? 'bsn' : 'opaque',
  value: identifier.value,
})

/** The provider this person logs in with. */
export const providerOf = ({ source }: TestPerson): ProviderId => source
