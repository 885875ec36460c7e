import { isNamePart } from '@waarmerk/identity-assurance'
import { distinguishedName, type NameAttribute } from '@waarmerk/pki'
import { KeyProviderError } from '../key-provider-error.ts'
import type { RandomBytes } from './issue-certificate.ts'

/** The organisation that every certificate of a test environment names, so that nobody takes it for real. */
export const testOrganisation = 'TEST – niet rechtsgeldig'

/** Whom a one-time certificate names: the name as committed. */
export interface OneTimeSubject {
  /** All given names; absent or null for people who have a single name. */
  readonly givenName?: string | null
  /** The family name with its prefixes, or the single name. */
  readonly surname: string
}

/**
 * The subject of a one-time certificate (EN 319 412-2 §4.2.4, which also lets names be longer than RFC 5280's bounds):
 * the committed name and a random serialNumber that means nothing outside the evidence. Never an identifier of the
 * person, nor a hash of one.
 *
 * @throws KeyProviderError `ERR_KEY_SUBJECT_INVALID`
 */
export function oneTimeSubject(
  { givenName, surname }: OneTimeSubject,
  context: { readonly country: string | undefined; readonly organisation: string | undefined },
  randomBytes: RandomBytes,
): Uint8Array {
  const parts = [givenName, surname].filter((part) => part !== undefined && part !== null)
  if (!parts.every(isNamePart)) {
    throw new KeyProviderError('ERR_KEY_SUBJECT_INVALID', 'a part of the name cannot stand in a certificate')
  }
  const optional = (name: NameAttribute, value: string | null | undefined) =>
    value === undefined || value === null ? [] : [[name, value] as const]
  return distinguishedName([
    ...optional('countryName', context.country),
    ...optional('organizationName', context.organisation),
    ...optional('givenName', givenName),
    ['surname', surname],
    ['commonName', parts.join(' ')],
    ['serialNumber', Buffer.from(randomBytes(16)).toString('hex')],
  ])
}
