import type { VerifiedSignedData } from '@waarmerk/cms'
import { PadesError } from '../pades-error.ts'

/** EN 319 142-1 §6.3 table 1: /M says when. @throws PadesError ERR_PADES_SIGNING_TIME_ATTRIBUTE */
export const requireNoSigningTime = ({ signingTime }: VerifiedSignedData): void => {
  if (signingTime !== undefined) {
    throw new PadesError('ERR_PADES_SIGNING_TIME_ATTRIBUTE', 'the signature holds a signing-time attribute')
  }
}
