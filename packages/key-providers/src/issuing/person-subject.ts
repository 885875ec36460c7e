import { distinguishedName, type NameAttribute } from '@waarmerk/pki'

/** A natural person's name; some people have no given name. */
export interface PersonalName {
  readonly given: string | null
  readonly family: string
}

// X.520 upper bound of commonName (RFC 5280 appendix A.1, ub-common-name); surname and givenName have none that matters.
const commonNameCharacters = 64

const commonNameOf = ({ given, family }: PersonalName): string => {
  const whole = given === null ? family : `${given} ${family}`
  const characters = [...whole]
  return characters.length <= commonNameCharacters
    ? whole
    : `${characters.slice(0, commonNameCharacters - 1).join('')}…`
}

/**
 * The subject of a natural person (ETSI EN 319 412-2 §4.2.4): given name and surname exactly as
 * committed, a common name for people to read, and a serial number that tells nothing.
 *
 * @returns DER of the Name
 */
export const personSubject = (name: PersonalName, organisation: string, serialNumber: string): Uint8Array => {
  const given: [NameAttribute, string][] = name.given === null ? [] : [['givenName', name.given]]
  return distinguishedName([
    ['countryName', 'NL'],
    ['organizationName', organisation],
    ...given,
    ['surname', name.family],
    ['serialNumber', serialNumber],
    ['commonName', commonNameOf(name)],
  ])
}
