import type { Deps, Provider } from '../deps.ts'
import { SigningError } from '../errors.ts'

/** The providers a signer may use, in the request's order. */
export const providersOf = (providers: Deps['providers'], signer: { providers: string }): Provider[] =>
  (JSON.parse(signer.providers) as string[]).flatMap((id) => providers.get(id) ?? [])

/** @throws {SigningError} ERR_PROVIDER_NOT_ALLOWED */
export const providerFor = (providers: Deps['providers'], signer: { providers: string }, id: string): Provider => {
  const provider = providersOf(providers, signer).find((candidate) => candidate.id === id)
  if (provider === undefined)
    throw new SigningError('ERR_PROVIDER_NOT_ALLOWED', 'the request does not allow this provider')
  return provider
}
