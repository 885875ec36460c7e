import type { RequestDocument, RevisionView, SignatureRequestView, SignerCase } from '@waarmerk/signing-contract'
import type { Database } from '../database/schema.ts'
import type { Deps } from '../deps.ts'
import { type Revision, readRevisions } from '../document/revision-store.ts'
import { SigningError } from '../errors.ts'
import { providersOf } from './provider-for.ts'
import { type RequestState, readRequest, readSigner } from './request-store.ts'
import { statementsOf } from './statement.ts'

/** A revision as the API shows it. */
export const revisionView = ({ number, size, sha256, createdAt }: Revision): RevisionView => ({
  revision: number,
  size,
  sha256,
  createdAt: createdAt.toISOString(),
})

const documentViews = async (db: Database, { documents }: RequestState): Promise<RequestDocument[]> =>
  Promise.all(
    documents.map(async ({ document_id, title, content_revision }) => {
      const revisions = await readRevisions(db, document_id)
      const head = revisions.at(-1)
      if (head === undefined) throw new TypeError('a document without revisions')
      const content = revisions.find(({ number }) => number === content_revision)
      return { id: document_id, title, content: content ? revisionView(content) : null, head: revisionView(head) }
    }),
  )

// What time has ended is told as such, before a sweeper writes it down.
const statusNow = ({ request }: RequestState, now: Date) =>
  request.status === 'active' && request.expires_at <= now ? ('expired' as const) : request.status

/** A request as the back end sees it; no constraint and no name is in it. */
export const viewRequest = async (deps: Pick<Deps, 'db' | 'now'>, requestId: string): Promise<SignatureRequestView> => {
  const state = await readRequest(deps.db, requestId)
  const { request, signers } = state
  return {
    id: request.id,
    status: statusNow(state, deps.now()),
    title: request.title,
    assurance: request.assurance,
    profile: 'PAdES-B-T',
    expiresAt: request.expires_at.toISOString(),
    documents: await documentViews(deps.db, state),
    signers: signers.map(({ id, status, signed_at }) => ({ id, status, signedAt: signed_at?.toISOString() ?? null })),
  }
}

/** A request as its identified signer sees it. */
export const viewSignerCase = async (
  deps: Pick<Deps, 'db' | 'tenant' | 'providers'>,
  at: { readonly requestId: string; readonly signerId: string; readonly provider: string },
): Promise<SignerCase> => {
  const state = await readSigner(deps.db, at.requestId, at.signerId)
  const { request, signer, signers } = state
  const provider = providersOf(deps.providers, signer).find(({ id }) => id === at.provider)
  if (provider === undefined) throw new SigningError('ERR_PROVIDER_NOT_ALLOWED', 'the provider is no longer configured')
  return {
    requestId: request.id,
    signerId: signer.id,
    status: signer.status,
    municipality: deps.tenant.municipality,
    phone: deps.tenant.phone,
    title: request.title,
    provider: { id: provider.id, label: provider.profile.label },
    documents: await documentViews(deps.db, state),
    statements: statementsOf(request),
    othersStillToSign: signers.some(({ id, status }) => id !== signer.id && status !== 'signed'),
    expiresAt: request.expires_at.toISOString(),
  }
}
