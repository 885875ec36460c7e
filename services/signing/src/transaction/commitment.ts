import { parseCommitment, type SigningCommitment } from '@waarmerk/evidence'

/** The signing commitment of a transaction's row, read back as strictly as any verifier will. */
export const signingCommitmentOf = (row: { readonly commitment: Uint8Array }): SigningCommitment => {
  const { commitment } = parseCommitment(row.commitment)
  if (commitment.purpose !== 'sign') throw new TypeError('the row of a transaction holds another commitment')
  return commitment
}
