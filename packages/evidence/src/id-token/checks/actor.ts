import {
  canonicalSubject,
  type NormalisedIdentity,
  type SubjectIdentifier,
  sameSubject,
} from '@waarmerk/identity-assurance'
import { EvidenceError } from '../../evidence-error.ts'
import { saltedSha256, sameText } from '../../hash/sha256.ts'
import type { SaltedDigest } from '../expected.ts'

/** Is this the subject, known in full or by its salted hash? */
export const isSubject = (found: SubjectIdentifier, expected: SubjectIdentifier | SaltedDigest): boolean =>
  'sha256' in expected
    ? sameText(saltedSha256(expected.salt, canonicalSubject(found)), expected.sha256)
    : sameSubject(found, expected)

/** The person who logged in is the person identified: by normalised identifier, never by pairwise `sub`. */
export const checkActor = (
  { actor }: NormalisedIdentity,
  expected: SubjectIdentifier | SaltedDigest | undefined,
): void => {
  if (expected !== undefined && !isSubject(actor.identifier, expected)) {
    throw new EvidenceError('ERR_ACTOR_MISMATCH', 'someone else logged in')
  }
}
