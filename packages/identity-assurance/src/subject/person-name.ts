/** A person's name as an authoritative source gave it: Unicode NFC, no control characters, 1–200 characters each. */
export type PersonName = {
  /** All given names. `null` for people who have none. */
  readonly given: string | null
  /** The family name with its prefixes. */
  readonly family: string
}

/** The longest part of a name that is accepted, in UTF-16 code units. */
export const longestNamePart = 200

// \p{C}: control, format (bidi overrides), surrogate, private use, unassigned. None belongs in a name on a signature.
const namePart = new RegExp(`^[^\\p{C}\\s](?:[^\\p{C}]{0,${longestNamePart - 2}}[^\\p{C}\\s])?$`, 'u')

/** Is this text fit to stand in a name, on a page and in a certificate? */
export const isNamePart = (value: string): boolean => value === value.normalize('NFC') && namePart.test(value)

/** One unambiguous text per name, to be hashed with a salt: a JSON array of given and family name. */
export const canonicalName = (name: PersonName): string => JSON.stringify([name.given, name.family])

/** The name as people read it: given names, then family name. */
export const displayName = (name: PersonName): string =>
  name.given === null ? name.family : `${name.given} ${name.family}`
