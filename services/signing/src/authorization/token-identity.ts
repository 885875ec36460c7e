import type { VerifiedIdToken } from '@waarmerk/evidence'
import { sha256Of } from '../hash.ts'

/** What makes (iss, jti) unique in the database; null for a token without a `jti`. */
export const tokenIdentity = (issuer: string, { claims }: VerifiedIdToken): string | null =>
  typeof claims['jti'] === 'string' ? sha256Of(`${issuer}\0${claims['jti']}`) : null
