import type { Request } from 'express'
import type { Deps, Provider } from '../deps.ts'
import { RelyingPartyError } from '../errors.ts'
import type { Invitation } from '../session/invitation.ts'
import { isSameOrigin } from '../session/same-origin.ts'
import type { Session } from '../session/session.ts'
import type { Visit } from './visit.ts'

/** @throws {RelyingPartyError} `ERR_INVITATION_MISSING` */
export const requireInvitation = ({ invitation }: Visit): Invitation => {
  if (invitation === null) throw new RelyingPartyError('ERR_INVITATION_MISSING', 'no link was opened in this browser')
  return invitation
}

/** @throws {RelyingPartyError} `ERR_SESSION_MISSING` */
export const requireSession = ({ session }: Visit): Session => {
  if (session === null) throw new RelyingPartyError('ERR_SESSION_MISSING', 'nobody is logged in here')
  return session
}

/** @throws {RelyingPartyError} `ERR_LOGIN_PROVIDER_UNKNOWN` */
export const requireProvider = ({ providers }: Deps, id: unknown): Provider => {
  const provider = typeof id === 'string' ? providers.get(id) : undefined
  if (provider === undefined) throw new RelyingPartyError('ERR_LOGIN_PROVIDER_UNKNOWN', 'no such provider')
  return provider
}

/** Reads the fields of a form, as text. */
export type FormFields = Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * The fields of a form that one of our own pages sent, in the session in which it was shown.
 *
 * @throws {RelyingPartyError} `ERR_FORM_REFUSED`
 */
export const requireForm = (deps: Deps, visit: Visit, request: Request): FormFields => {
  const fields = (request.body ?? {}) as FormFields
  const binding = visit.session?.id ?? visit.invitation?.id ?? ''
  if (!isSameOrigin(request, deps.config.origin) || !deps.formTokens.matches(binding, fields['formToken'])) {
    throw new RelyingPartyError('ERR_FORM_REFUSED', 'the form is not one of ours, or of an older session')
  }
  return fields
}

/**
 * Where a login may send the browser: only to the origins that belong to its provider.
 *
 * @throws {RelyingPartyError} `ERR_LOGIN_PROVIDER`
 */
export const requireOwnOrigin = ({ origins }: Provider, url: string): string => {
  if (!origins.includes(new URL(url).origin)) {
    throw new RelyingPartyError('ERR_LOGIN_PROVIDER', 'the login leads to an origin that is not the provider’s')
  }
  return url
}
