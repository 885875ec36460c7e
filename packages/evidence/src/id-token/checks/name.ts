import { canonicalName, type NormalisedIdentity, type PersonName } from '@waarmerk/identity-assurance'
import { EvidenceError } from '../../evidence-error.ts'
import { saltedSha256, sameText } from '../../hash/sha256.ts'
import type { SaltedDigest } from '../expected.ts'

/** Is this the name, known in full or by its salted hash? */
export const isName = (found: PersonName, expected: PersonName | SaltedDigest): boolean =>
  'sha256' in expected
    ? sameText(saltedSha256(expected.salt, canonicalName(found)), expected.sha256)
    : canonicalName(found) === canonicalName(expected)

/** A name in the token equals the committed one; a token without a name says nothing about it. */
export const checkName = ({ actor }: NormalisedIdentity, expected: PersonName | SaltedDigest | undefined): void => {
  if (expected !== undefined && actor.name !== undefined && !isName(actor.name, expected)) {
    throw new EvidenceError('ERR_NAME_MISMATCH', 'the name in the ID token is not the committed one')
  }
}
