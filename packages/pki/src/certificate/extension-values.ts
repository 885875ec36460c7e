import { createHash } from 'node:crypto'
import { childrenOf, readDer } from '../der/der-reader.ts'
import { bitsOf } from '../der/der-values.ts'
import {
  boolean,
  implicit,
  integer,
  namedBits,
  nullValue,
  objectIdentifier,
  octetString,
  sequence,
} from '../der/der-writer.ts'
import { oids } from '../oids.ts'
import { type Extension, type KeyUsage, keyUsages } from './extensions.ts'

/** BasicConstraints of a CA (RFC 5280 §4.2.1.9), critical. */
export const certificationAuthority = (pathLen?: number): Extension => ({
  oid: oids.basicConstraints,
  critical: true,
  value: sequence(boolean(true), ...(pathLen === undefined ? [] : [integer(pathLen)])),
})

/** BasicConstraints of an end entity: an empty sequence, as cA is FALSE by default. */
export const endEntity = (): Extension => ({ oid: oids.basicConstraints, critical: true, value: sequence() })

/** KeyUsage (RFC 5280 §4.2.1.3), critical. */
export const keyUsage = (...uses: readonly KeyUsage[]): Extension => ({
  oid: oids.keyUsage,
  critical: true,
  value: namedBits(uses.map((use) => keyUsages.indexOf(use))),
})

/** ExtKeyUsageSyntax (RFC 5280 §4.2.1.12). */
export const extendedKeyUsage = (purposes: readonly string[], critical: boolean): Extension => ({
  oid: oids.extendedKeyUsage,
  critical,
  value: sequence(...purposes.map(objectIdentifier)),
})

/** Key identifier of a SubjectPublicKeyInfo: the first 160 bits of its key's SHA-256 (RFC 7093 §2, method 1). */
export function keyIdentifier(publicKeyDer: Uint8Array): Uint8Array {
  const [, key] = childrenOf(readDer(publicKeyDer), 0x30)
  return createHash('sha256').update(bitsOf(key)).digest().subarray(0, 20)
}

/** SubjectKeyIdentifier (RFC 5280 §4.2.1.2). */
export const subjectKeyIdentifier = (identifier: Uint8Array): Extension => ({
  oid: oids.subjectKeyIdentifier,
  critical: false,
  value: octetString(identifier),
})

/** AuthorityKeyIdentifier (RFC 5280 §4.2.1.1) with the key identifier only. */
export const authorityKeyIdentifier = (identifier: Uint8Array): Extension => ({
  oid: oids.authorityKeyIdentifier,
  critical: false,
  value: sequence(implicit(0, octetString(identifier))),
})

/** No revocation information is available (RFC 9608 §2): the certificate cannot be revoked. */
export const noRevocationAvailable = (): Extension => ({ oid: oids.noRevAvail, critical: false, value: nullValue() })

/** Validity assured, short term (EN 319 412-1 §5.2): the validity is shorter than any revocation could take. */
export const validityAssuredShortTerm = (): Extension => ({
  oid: oids.validityAssuredShortTerm,
  critical: false,
  value: nullValue(),
})
