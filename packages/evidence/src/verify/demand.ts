import { EvidenceError, type EvidenceErrorCode } from '../evidence-error.ts'

/** Goes on only when a condition holds. @throws EvidenceError with the given code */
export const demand = (condition: boolean, code: EvidenceErrorCode, message: string): void => {
  if (!condition) throw new EvidenceError(code, message)
}
