import { randomUUID } from 'node:crypto'
import type { IdentityProviderProfile } from '@waarmerk/identity-assurance'
import type { CreateSignatureRequest, SignerConstraint } from '@waarmerk/signing-contract'
import { inTransaction } from '@waarmerk/storage'
import { recordEvent } from '../audit/record-event.ts'
import type { Trx } from '../database/schema.ts'
import type { Deps } from '../deps.ts'
import { SigningError } from '../errors.ts'
import { constraintIdentifier } from './constraint.ts'
import { generalStatement } from './statement.ts'

/**
 * Creates a draft request over uploaded documents.
 *
 * @throws {SigningError} ERR_DOCUMENT_UNKNOWN, ERR_DOCUMENT_IN_USE, ERR_PROVIDER_NOT_ALLOWED,
 *   ERR_CONSTRAINT_INVALID, ERR_REQUEST_EXPIRY_INVALID
 * @returns the request's id
 */
export const createSignatureRequest = async (
  deps: Pick<Deps, 'db' | 'vault' | 'providers' | 'now' | 'limits'>,
  input: CreateSignatureRequest,
): Promise<string> => {
  const id = randomUUID()
  const expiresAt = new Date(input.expiresAt)
  refuseExpiry(deps, expiresAt)
  for (const signer of input.signers) refuseSigner(deps, signer)
  const statement = input.statement ?? generalStatement(input.title)
  await inTransaction(deps.db, async (trx) => {
    await trx
      .insertInto('signature_request')
      .values({
        id,
        status: 'draft',
        title: input.title,
        assurance: input.assurance,
        language: input.language,
        statement_nl: statement.nl,
        statement_en: statement.en,
        expires_at: expiresAt,
      })
      .execute()
    for (const { position, ...document } of inLockOrder(input.documents)) await addDocument(trx, id, position, document)
    for (const [position, signer] of input.signers.entries()) {
      await trx
        .insertInto('signer')
        .values(signerRow(deps, id, position, signer))
        .execute()
    }
    await recordEvent(trx, { type: 'request.created', requestId: id })
  })
  return id
}

const signerRow = (
  { vault }: Pick<Deps, 'vault'>,
  requestId: string,
  position: number,
  signer: CreateSignatureRequest['signers'][number],
) => {
  const id = randomUUID()
  return {
    id,
    request_id: requestId,
    position,
    status: 'waiting' as const,
    constraint_sealed: vault.sealJson('constraint', id, signer.constraint),
    providers: JSON.stringify(signer.providers),
    field: `Waarmerk-${id.slice(0, 8)}`,
    locator_sha256: null,
    decline_reason_sealed: null,
    signed_at: null,
  }
}

/** By id: two requests over the same documents never wait for each other in a ring. */
const inLockOrder = (documents: CreateSignatureRequest['documents']) =>
  documents.map((document, position) => ({ ...document, position })).sort((a, b) => (a.id < b.id ? -1 : 1))

const addDocument = async (trx: Trx, requestId: string, position: number, document: { id: string; title: string }) => {
  const known = await trx
    .selectFrom('document')
    .select('id')
    .where('id', '=', document.id)
    .forUpdate()
    .executeTakeFirst()
  if (known === undefined) throw new SigningError('ERR_DOCUMENT_UNKNOWN', 'a document was not uploaded')
  const used = await trx
    .selectFrom('request_document')
    .select('request_id')
    .where('document_id', '=', document.id)
    .executeTakeFirst()
  if (used !== undefined) throw new SigningError('ERR_DOCUMENT_IN_USE', 'a document already belongs to a request')
  await trx
    .insertInto('request_document')
    .values({
      request_id: requestId,
      document_id: document.id,
      position,
      title: document.title,
      content_revision: null,
    })
    .execute()
}

const refuseExpiry = ({ now, limits }: Pick<Deps, 'now' | 'limits'>, expiresAt: Date): void => {
  const milliseconds = expiresAt.getTime() - now().getTime()
  if (milliseconds <= 0 || milliseconds > limits.requestDays * 86_400_000) {
    throw new SigningError('ERR_REQUEST_EXPIRY_INVALID', `expiresAt lies within the next ${limits.requestDays} days`)
  }
}

// An opaque constraint needs an identifier that is the same for every client of the issuer.
const canProve = (profile: IdentityProviderProfile, { type }: SignerConstraint): boolean =>
  profile.actor.some((claim) => claim.type === type) && (type !== 'opaque' || profile.crossClientIdentifier !== null)

const refuseSigner = (
  { providers }: Pick<Deps, 'providers'>,
  signer: { constraint: SignerConstraint; providers: string[] },
): void => {
  for (const id of signer.providers) {
    const provider = providers.get(id)
    if (provider === undefined) throw new SigningError('ERR_PROVIDER_NOT_ALLOWED', 'a provider is not configured')
    if (!canProve(provider.profile, signer.constraint)) {
      throw new SigningError('ERR_PROVIDER_NOT_ALLOWED', 'a provider cannot prove this kind of constraint')
    }
    constraintIdentifier(signer.constraint, provider.issuer)
  }
}
