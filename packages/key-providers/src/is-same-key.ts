import type { KeyObject } from 'node:crypto'

/**
 * Whether two keys are the same. Keys of different kinds are never handed to OpenSSL: comparing them leaves an error
 * behind there, at which the next `createPrivateKey` fails, whoever calls it (Node.js 24).
 */
export const isSameKey = (one: KeyObject, other: KeyObject): boolean =>
  one.asymmetricKeyType === other.asymmetricKeyType && one.equals(other)
