import { timingSafeEqual } from 'node:crypto'
import type { Route, Scope } from '@waarmerk/signing-contract'
import { inTransaction } from '@waarmerk/storage'
import type { Request } from 'express'
import { recordEvent } from '../audit/record-event.ts'
import { withReference } from '../audit/reference.ts'
import type { Database } from '../database/schema.ts'
import { SigningError } from '../errors.ts'
import { sha256Of } from '../hash.ts'

/** A caller as the configuration knows it; the key itself is not kept. */
export interface Credential {
  readonly id: string
  /** SHA-256 of the bearer key, base64url. */
  readonly sha256: string
  readonly scopes: readonly Scope[]
}

/**
 * Who calls (RFC 6750 §2.1: bearer in the header, never in the URI).
 *
 * @throws {SigningError} ERR_CREDENTIAL_INVALID
 */
export const requireCredential = (credentials: readonly Credential[], request: Request): Credential => {
  const [scheme, key] = (request.headers.authorization ?? '').split(' ', 2)
  const hash = Buffer.from(sha256Of(key ?? ''))
  const found = credentials.find(({ sha256 }) => timingSafeEqual(Buffer.from(sha256), hash))
  if (scheme?.toLowerCase() !== 'bearer' || found === undefined) {
    throw new SigningError('ERR_CREDENTIAL_INVALID', 'no valid credential')
  }
  return found
}

/**
 * Whether the caller may do this at all. A refusal is recorded: a relying party that tries more than
 * it may is worth knowing.
 *
 * @throws {SigningError} ERR_SCOPE_INSUFFICIENT
 */
export const requireScope = async (
  db: Database,
  { scopes }: Credential,
  route: Pick<Route, 'scopes'>,
): Promise<void> => {
  if (route.scopes.some((scope) => scopes.includes(scope))) return
  const code = 'ERR_SCOPE_INSUFFICIENT'
  const reference = await inTransaction(db, (trx) => recordEvent(trx, { type: 'access.refused', code }))
  throw withReference(new SigningError(code, 'the credential does not reach so far'), reference)
}
