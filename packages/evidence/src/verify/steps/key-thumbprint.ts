import type { Certificate } from '@waarmerk/pki'
import { calculateJwkThumbprint, exportJWK } from 'jose'

/** RFC 7638 thumbprint of a certificate's key; undefined for a kind of key that JWK has no form for. */
export const keyThumbprint = async (certificate: Certificate): Promise<string | undefined> => {
  // Reading the key has codes of its own.
  const { publicKey } = certificate
  try {
    return await calculateJwkThumbprint(await exportJWK(publicKey))
  } catch {
    return undefined
  }
}
