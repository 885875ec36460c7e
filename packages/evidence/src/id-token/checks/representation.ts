import type { NormalisedIdentity } from '@waarmerk/identity-assurance'
import { EvidenceError } from '../../evidence-error.ts'
import type { ExpectedRepresentation } from '../expected.ts'
import { isSubject } from './actor.ts'

const agrees = ({ represented, mandate }: NormalisedIdentity, expected: ExpectedRepresentation | null): boolean => {
  if (expected === null) return represented === null && mandate.kind === 'self'
  return (
    represented !== null &&
    mandate.kind === expected.mandate &&
    mandate.service === expected.service &&
    isSubject(represented, expected.subject)
  )
}

/** The person acts for exactly whom was committed to, on the same ground and for the same service, or for nobody. */
export const checkRepresentation = (
  identity: NormalisedIdentity,
  expected: ExpectedRepresentation | null | undefined,
): void => {
  if (expected !== undefined && !agrees(identity, expected)) {
    throw new EvidenceError('ERR_REPRESENTATION_MISMATCH', 'the person acts for someone else than was committed to')
  }
}
