import { childrenOf, type DerElement } from '../der/der-reader.ts'
import { oidOf, textOf } from '../der/der-values.ts'
import { objectIdentifier, printableString, sequence, setOf, utf8String } from '../der/der-writer.ts'
import { type NameAttribute, nameAttributeOids } from '../oids.ts'

/** One attribute of a distinguished name, as an unverified certificate states it. */
export interface DistinguishedNameAttribute {
  readonly oid: string
  /** X.520's name of the attribute; undefined when this package does not know it. */
  readonly name: NameAttribute | undefined
  readonly value: string
}

const names = new Map<string, NameAttribute>(
  Object.entries(nameAttributeOids).map(([name, oid]) => [oid, name as NameAttribute]),
)

// RFC 4514 §3: the short forms that everyone prints; other attributes by their OID.
const shortForms: Partial<Record<NameAttribute, string>> = {
  commonName: 'CN',
  surname: 'SN',
  givenName: 'GN',
  serialNumber: 'serialNumber',
  countryName: 'C',
  localityName: 'L',
  stateOrProvinceName: 'ST',
  organizationName: 'O',
  organizationalUnitName: 'OU',
  organizationIdentifier: 'organizationIdentifier',
  domainComponent: 'DC',
}

// RFC 5280 §4.1.2.4 and §4.1.2.6: these two are PrintableString, the rest UTF8String.
const printable: readonly NameAttribute[] = ['countryName', 'serialNumber']

/** The attributes of a Name (RFC 5280 §4.1.2.4), in the order of the encoding. */
export function parseName(name: DerElement | undefined): DistinguishedNameAttribute[] {
  return childrenOf(name, 0x30).flatMap((relative) => childrenOf(relative, 0x31).map(parseAttribute))
}

function parseAttribute(element: DerElement): DistinguishedNameAttribute {
  const [type, value] = childrenOf(element, 0x30)
  const oid = oidOf(type)
  return { oid, name: names.get(oid), value: textOf(value) }
}

/** RFC 4514 §2: the most specific attribute first. For people; never compare names by this. */
export function printName(attributes: readonly DistinguishedNameAttribute[]): string {
  const print = ({ oid, name, value }: DistinguishedNameAttribute) =>
    `${(name && shortForms[name]) ?? oid}=${value.replaceAll(/[\\",;<>+=]|^[ #]| $/g, '\\$&')}`
  return attributes.map(print).toReversed().join(',')
}

/** DER of a Name (RFC 5280 §4.1.2.4): one attribute for each relative name, in the order given. Never throws. */
export function distinguishedName(attributes: readonly (readonly [NameAttribute, string])[]): Uint8Array {
  return sequence(
    ...attributes.map(([name, value]) => {
      const text = printable.includes(name) ? printableString(value) : utf8String(value)
      return setOf(sequence(objectIdentifier(nameAttributeOids[name]), text))
    }),
  )
}
