import { randomBytes, randomUUID } from 'node:crypto'
import { createIdentificationCommitment } from '@waarmerk/evidence'
import { acrValuesAtLeast } from '@waarmerk/identity-assurance'
import type { OpenedIdentification } from '@waarmerk/signing-contract'
import type { Deps } from '../deps.ts'
import { SigningError } from '../errors.ts'
import { providerFor } from '../signature-request/provider-for.ts'
import { readSigner, refuseUnlessOpen } from '../signature-request/request-store.ts'

/**
 * Protocol step 3: makes the commitment whose hash is the nonce of the login request. Single use.
 *
 * @throws {SigningError} ERR_REQUEST_UNKNOWN, ERR_SIGNER_UNKNOWN, ERR_REQUEST_STATE, ERR_REQUEST_EXPIRED,
 *   ERR_SIGNER_STATE, ERR_PROVIDER_NOT_ALLOWED
 */
export const openIdentification = async (
  deps: Pick<Deps, 'db' | 'providers' | 'tenant' | 'limits' | 'now'>,
  input: { readonly requestId: string; readonly signerId: string; readonly provider: string },
): Promise<OpenedIdentification> => {
  const { request, signer } = await readSigner(deps.db, input.requestId, input.signerId)
  refuseUnlessOpen(deps.now(), request)
  if (signer.status === 'declined' || signer.status === 'cancelled' || signer.status === 'expired') {
    throw new SigningError('ERR_SIGNER_STATE', `the signer has ${signer.status}`)
  }
  const provider = providerFor(deps.providers, signer, input.provider)
  const id = randomUUID()
  const iat = Math.floor(deps.now().getTime() / 1000)
  const exp = iat + deps.limits.identificationSeconds
  const { bytes, nonce } = createIdentificationCommitment({
    tenant: deps.tenant.oin,
    request: request.id,
    signer: signer.id,
    identification: id,
    issuer: provider.issuer,
    client: provider.loginClientId,
    assurance: request.assurance,
    iat,
    exp,
    salt: randomBytes(32).toString('base64url'),
  })
  await deps.db
    .insertInto('identification')
    .values({
      id,
      signer_id: signer.id,
      provider: provider.id,
      status: 'open',
      nonce,
      commitment: bytes,
      expires_at: new Date(exp * 1000),
    })
    .execute()
  return {
    id,
    provider: provider.id,
    nonce,
    scope: provider.profile.scopes.join(' '),
    acrValues: [...acrValuesAtLeast(provider.profile, request.assurance)],
    maxAge: deps.limits.identificationSeconds,
    expiresAt: new Date(exp * 1000).toISOString(),
  }
}
