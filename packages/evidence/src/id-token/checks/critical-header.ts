import { EvidenceError } from '../../evidence-error.ts'
import type { HeaderCheck } from './check.ts'

/** `crit` is refused whatever it lists (RFC 7515 §4.1.11): we know no extension of ID tokens. */
export const checkCriticalHeader: HeaderCheck = ({ crit }) => {
  if (crit !== undefined) {
    throw new EvidenceError('ERR_ID_TOKEN_CRITICAL_HEADER', 'the ID token asks for an extension we do not know')
  }
}
