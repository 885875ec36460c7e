import { createPrivateKey, type KeyObject } from 'node:crypto'

/** A private key from its PEM. The parser's own words are not repeated: they may quote the key. */
export const privateKeyOf = (pem: string): KeyObject => {
  try {
    return createPrivateKey(pem)
  } catch {
    throw new TypeError('the configuration holds a private key that cannot be read')
  }
}
