import { EvidenceError } from '../../evidence-error.ts'
import { sameText } from '../../hash/sha256.ts'
import type { ClaimCheck } from './check.ts'

/** `nonce` is the commitment's: this login was made for exactly these bytes, this signer and this key. */
export const checkNonce: ClaimCheck = ({ nonce }, expected) => {
  if (typeof nonce !== 'string' || !sameText(nonce, expected.nonce)) {
    throw new EvidenceError('ERR_ID_TOKEN_NONCE', 'the ID token was made for another commitment')
  }
}
