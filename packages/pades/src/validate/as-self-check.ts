import { CodedError } from '@waarmerk/coded-error'
import { PadesError } from '../pades-error.ts'

/**
 * Runs checks on what was just made: what a stranger would refuse is our own mistake.
 *
 * @throws PadesError ERR_PADES_SELF_CHECK_FAILED; its cause says what was wrong
 */
export const asSelfCheck = (check: () => void): void => {
  try {
    check()
  } catch (cause) {
    if (!(cause instanceof CodedError)) throw cause
    throw new PadesError('ERR_PADES_SELF_CHECK_FAILED', `our own check refuses what was made: ${cause.code}`, { cause })
  }
}
