import { bsn, opaqueSubject, type SubjectIdentifier, sameSubject } from '@waarmerk/identity-assurance'
import type { SignerConstraint } from '@waarmerk/signing-contract'
import { SigningError } from '../errors.ts'

/**
 * The identifier a constraint demands, as the given issuer would state it.
 *
 * @throws {SigningError} ERR_CONSTRAINT_INVALID, e.g. a BSN that fails the 11-test; the value is not repeated
 */
export const constraintIdentifier = (constraint: SignerConstraint, issuer: string): SubjectIdentifier => {
  try {
    return constraint.type === 'bsn' ? bsn(constraint.value) : opaqueSubject({ issuer, value: constraint.value })
  } catch (cause) {
    throw new SigningError('ERR_CONSTRAINT_INVALID', `not a valid identifier of type ${constraint.type}`, { cause })
  }
}

/** Is the person who logged in at this issuer the one the request names? */
export const meetsConstraint = (constraint: SignerConstraint, actor: SubjectIdentifier, issuer: string): boolean =>
  constraint.type === actor.type && sameSubject(constraintIdentifier(constraint, issuer), actor)
