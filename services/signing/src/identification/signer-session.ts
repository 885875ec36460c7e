import { sql } from 'kysely'
import type { Database } from '../database/schema.ts'
import { SigningError } from '../errors.ts'
import { sha256Of } from '../hash.ts'

/** Who is on the other side of a signer session. */
export interface SignerSession {
  readonly signerId: string
  readonly requestId: string
  readonly identificationId: string
  /** The provider that identified the person. */
  readonly provider: string
}

/**
 * Finds the session behind an opaque secret, by its hash.
 *
 * @throws {SigningError} ERR_SIGNER_SESSION_INVALID unknown, expired, or of another signer
 */
export const requireSignerSession = async (
  db: Database,
  secret: string | undefined,
  expected?: { readonly requestId: string; readonly signerId: string },
): Promise<SignerSession> => {
  const row = await db
    .selectFrom('signer_session')
    .innerJoin('signer', 'signer.id', 'signer_session.signer_id')
    .innerJoin('identification', 'identification.id', 'signer_session.identification_id')
    .select([
      'signer_session.signer_id',
      'signer.request_id',
      'signer_session.identification_id',
      'identification.provider',
    ])
    .where('signer_session.sha256', '=', sha256Of(secret ?? ''))
    .where('signer_session.expires_at', '>', sql<Date>`clock_timestamp()`)
    .executeTakeFirst()
  const other = expected && (row?.signer_id !== expected.signerId || row.request_id !== expected.requestId)
  if (row === undefined || other) {
    throw new SigningError('ERR_SIGNER_SESSION_INVALID', 'log in again: the session is unknown or has expired')
  }
  return {
    signerId: row.signer_id,
    requestId: row.request_id,
    identificationId: row.identification_id,
    provider: row.provider,
  }
}
