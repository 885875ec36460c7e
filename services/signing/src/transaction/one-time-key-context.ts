/** The one-time key is bound to its transaction and commitment. */
export const oneTimeKeyContext = (transactionId: string, nonce: string): Uint8Array =>
  new TextEncoder().encode(`one-time-key\0${transactionId}\0${nonce}`)
