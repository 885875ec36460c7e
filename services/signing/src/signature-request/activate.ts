import { createHash, randomBytes } from 'node:crypto'
import { lintBeforeSigning } from '@waarmerk/pades'
import { appendSignatureFields, openPdf } from '@waarmerk/pdf'
import { inTransaction } from '@waarmerk/storage'
import { recordEvent } from '../audit/record-event.ts'
import type { Deps } from '../deps.ts'
import { openRevision } from '../document/open-document.ts'
import { appendRevision, type NewRevision, readRevisions } from '../document/revision-store.ts'
import { sha256After } from '../document/sha256-after.ts'
import { storeIncrement } from '../document/store-increment.ts'
import { SigningError } from '../errors.ts'
import { signatureFieldOf } from './field-place.ts'
import { type RequestState, readRequest, type SignerRow } from './request-store.ts'

/** A link for one signer; the locator is not kept, only its hash. */
export interface Invitation {
  readonly signerId: string
  /** 192 random bits, base64url. It never authenticates. */
  readonly locator: string
  readonly url: string
}

/**
 * Protocol step 1: lints the documents, appends one revision with an empty, named signature field
 * for every signer, and freezes it as `content`. All documents or none.
 *
 * @throws {SigningError} ERR_REQUEST_UNKNOWN, ERR_REQUEST_STATE, ERR_REQUEST_EXPIRED, ERR_HEAD_MOVED
 * @throws {PdfError} a document that cannot be extended without rewriting it, or whose earlier
 *   signatures forbid the change
 * @throws {PadesError} a document whose appearance could change after signing
 */
export const activateSignatureRequest = async (
  deps: Pick<Deps, 'db' | 'objects' | 'relyingPartyOrigin' | 'now'>,
  requestId: string,
): Promise<Invitation[]> => {
  const state = await readRequest(deps.db, requestId)
  refuseUnlessDraft(deps.now(), state)
  const contents: NewRevision[] = []
  for (const { document_id, head } of state.documents) {
    contents.push(await prepareContent(deps, document_id, head, state.signers))
  }
  const invitations = state.signers.map(({ id }) => invite(deps.relyingPartyOrigin, id))
  await inTransaction(deps.db, async (trx) => {
    const activated = await trx
      .updateTable('signature_request')
      .set({ status: 'active' })
      .where('id', '=', requestId)
      .where('status', '=', 'draft')
      .executeTakeFirst()
    if (activated.numUpdatedRows !== 1n) throw new SigningError('ERR_REQUEST_STATE', 'it was activated meanwhile')
    for (const content of contents) {
      if (!(await appendRevision(trx, content)))
        throw new SigningError('ERR_HEAD_MOVED', 'a document changed meanwhile')
      await trx
        .updateTable('request_document')
        .set({ content_revision: content.number })
        .where('document_id', '=', content.documentId)
        .execute()
    }
    for (const { signerId, locator } of invitations) {
      await trx
        .updateTable('signer')
        .set({ status: 'invited', locator_sha256: locatorHash(locator) })
        .where('id', '=', signerId)
        .execute()
    }
    await recordEvent(trx, { type: 'request.activated', requestId })
  })
  return invitations
}

/** The form in which a locator is kept and looked up. */
export const locatorHash = (locator: string): string => createHash('sha256').update(locator).digest('base64url')

const invite = (relyingPartyOrigin: string, signerId: string): Invitation => {
  const locator = randomBytes(24).toString('base64url')
  return { signerId, locator, url: new URL(`/s/${locator}`, relyingPartyOrigin).href }
}

const refuseUnlessDraft = (now: Date, { request }: RequestState): void => {
  if (request.status !== 'draft')
    throw new SigningError('ERR_REQUEST_STATE', `the signature request is ${request.status}`)
  if (request.expires_at <= now) throw new SigningError('ERR_REQUEST_EXPIRED', 'the time to sign has passed')
}

const prepareContent = async (
  deps: Pick<Deps, 'db' | 'objects'>,
  documentId: string,
  head: number,
  signers: readonly SignerRow[],
): Promise<NewRevision> => {
  using file = await openRevision(deps.objects, await readRevisions(deps.db, documentId), head)
  const pdf = openPdf(file.source)
  lintBeforeSigning(pdf)
  const increment = appendSignatureFields(
    pdf,
    signers.map((signer) => signatureFieldOf(pdf, signer.field, signer.position)),
  )
  const sha256 = await sha256After(file.source, increment)
  const { key } = await storeIncrement(deps, increment)
  const size = file.source.size + increment.length
  return { documentId, number: head + 1, kind: 'content', objectKey: key, size, sha256 }
}
