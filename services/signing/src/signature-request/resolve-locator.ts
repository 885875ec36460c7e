import type { LocatorResolution } from '@waarmerk/signing-contract'
import type { Deps } from '../deps.ts'
import { SigningError } from '../errors.ts'
import { locatorHash } from './activate.ts'
import { providersOf } from './provider-for.ts'

/**
 * What a link leads to, before anybody has logged in: nothing of the documents, not even a title.
 *
 * @throws {SigningError} ERR_LOCATOR_UNKNOWN also when the request has ended
 */
export const resolveLocator = async (
  deps: Pick<Deps, 'db' | 'tenant' | 'providers' | 'now'>,
  locator: string,
): Promise<LocatorResolution> => {
  const row = await deps.db
    .selectFrom('signer')
    .innerJoin('signature_request', 'signature_request.id', 'signer.request_id')
    .select([
      'signer.id',
      'signer.providers',
      'signer.request_id',
      'language',
      'expires_at',
      'signature_request.status',
    ])
    .where('locator_sha256', '=', locatorHash(locator))
    .executeTakeFirst()
  const alive = row?.status === 'completed' || (row?.status === 'active' && row.expires_at > deps.now())
  if (row === undefined || !alive) throw new SigningError('ERR_LOCATOR_UNKNOWN', 'this link is unknown or has ended')
  return {
    requestId: row.request_id,
    signerId: row.id,
    municipality: deps.tenant.municipality,
    phone: deps.tenant.phone,
    language: row.language,
    providers: providersOf(deps.providers, row).map(({ id, profile }) => ({ id, label: profile.label })),
    expiresAt: row.expires_at.toISOString(),
  }
}
