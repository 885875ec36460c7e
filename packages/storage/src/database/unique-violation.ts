import { hasCode } from '../error-code.ts'

/**
 * Whether an error of either engine is a unique violation (SQLSTATE 23505), of the named constraint or
 * unique index when one is given. Name constraints in migrations: generated names are nobody's contract.
 */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (!hasCode(error, '23505')) return false
  return constraint === undefined || ('constraint' in error && error.constraint === constraint)
}
