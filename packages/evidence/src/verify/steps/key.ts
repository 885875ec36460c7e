import type { Certificate } from '@waarmerk/pki'
import { calculateJwkThumbprint, exportJWK } from 'jose'
import { demand } from '../demand.ts'
import type { Outcome } from '../evidence-step.ts'
import type { VerifiedCommitments } from './commitment.ts'

/** RFC 7638 thumbprint of a certificate's key. */
export const keyThumbprint = async ({ publicKey }: Certificate): Promise<string> =>
  calculateJwkThumbprint(await exportJWK(publicKey))

/**
 * Step 4: the certificate's key is the one-time key that the login committed to.
 *
 * @throws EvidenceError `ERR_VERIFY_KEY`
 */
export const verifyKey = async (
  certificate: Certificate,
  { authorisation }: VerifiedCommitments,
): Promise<Outcome<string>> => {
  const thumbprint = await keyThumbprint(certificate)
  demand(thumbprint === authorisation.commitment.key, 'ERR_VERIFY_KEY', 'the certificate is of another key')
  return { status: 'ok', detail: `the committed one-time key; thumbprint ${thumbprint}`, value: thumbprint }
}
