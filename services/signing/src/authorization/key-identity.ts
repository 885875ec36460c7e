import { calculateJwkThumbprint, type JWK } from 'jose'
import { sha256Of } from '../hash.ts'

/** What makes a published key the same key however it is written: RFC 7638, or a hash where that knows no such kind. */
export const keyIdentity = async (key: JWK): Promise<string> => {
  try {
    return await calculateJwkThumbprint(key)
  } catch {
    return sha256Of(JSON.stringify(Object.entries(key).sort(([a], [b]) => (a < b ? -1 : 1))))
  }
}
