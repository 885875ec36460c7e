import type { Certificate } from '@waarmerk/pki'
import { demand } from '../demand.ts'
import type { Outcome } from '../evidence-step.ts'
import type { VerifiedCommitments } from './commitment.ts'
import { keyThumbprint } from './key-thumbprint.ts'

/**
 * Step 4: the certificate's key is the one-time key that the login committed to.
 *
 * @throws EvidenceError `ERR_VERIFY_KEY`
 */
export const verifyKey = async (
  certificate: Certificate,
  { authorisation }: VerifiedCommitments,
): Promise<Outcome<null>> => {
  const thumbprint = await keyThumbprint(certificate)
  demand(thumbprint === authorisation.commitment.key, 'ERR_VERIFY_KEY', 'the certificate is of another key')
  return { status: 'ok', detail: `the committed one-time key; thumbprint ${thumbprint}`, value: null }
}
