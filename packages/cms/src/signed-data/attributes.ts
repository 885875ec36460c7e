import { childrenOf, type DerElement, oidOf } from '@waarmerk/pki'
import { CmsError } from '../cms-error.ts'

/** Attribute values by type (RFC 5652 §5.3); each type at most once. */
export type Attributes = ReadonlyMap<string, readonly DerElement[]>

const mostAttributes = 64

/** @throws CmsError `ERR_CMS_SIGNED_ATTRIBUTES` when a type comes twice, they are too many, or not in DER's order */
export function parseAttributes(set: DerElement, tag: number): Attributes {
  const elements = childrenOf(set, tag)
  if (elements.length > mostAttributes) throw mistake('too many attributes')
  // X.690 §11.6: whoever sorts before verifying and whoever does not must see the same bytes.
  const unordered = elements.some(
    (element, i) => i > 0 && Buffer.compare(elements[i - 1]?.der ?? element.der, element.der) > 0,
  )
  if (unordered && tag === 0xa0) throw mistake('the signed attributes are not in DER order')
  const attributes = new Map<string, readonly DerElement[]>()
  for (const element of elements) {
    const [type, values] = childrenOf(element, 0x30)
    const oid = oidOf(type)
    if (attributes.has(oid)) throw mistake('the same attribute twice')
    attributes.set(oid, childrenOf(values, 0x31))
  }
  return attributes
}

/** The only value of an attribute (RFC 5652 §11). @throws CmsError `ERR_CMS_SIGNED_ATTRIBUTES` */
export function onlyValue(attributes: Attributes, type: string): DerElement {
  const values = attributes.get(type) ?? []
  const [value] = values
  if (value === undefined || values.length > 1) throw mistake(`not exactly one value of ${type}`)
  return value
}

const mistake = (detail: string) => new CmsError('ERR_CMS_SIGNED_ATTRIBUTES', detail)
