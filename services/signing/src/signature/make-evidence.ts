import { evidenceRecord, type SealedEvidence, sealEvidence } from '@waarmerk/evidence'
import type { Deps } from '../deps.ts'
import type { Revision } from '../document/revision-store.ts'
import { SigningError } from '../errors.ts'
import type { SigningWork } from './gather-work.ts'
import { manifestOf } from './manifest.ts'
import type { SignedDocument } from './sign-document.ts'

/** Protocol step 9: the evidence record of this transaction, sealed by the service. */
export const makeEvidence = async (
  deps: Pick<Deps, 'db' | 'environment' | 'seal'>,
  work: SigningWork,
  certificates: readonly Uint8Array[],
  signed: readonly SignedDocument[],
): Promise<SealedEvidence> => {
  const { opening, authorisation, identification } = work
  const record = evidenceRecord({
    test: deps.environment === 'test',
    documents: signed.map((document) => documentEvidence(work, document)),
    events: await eventsOf(deps, work.requestId),
    keyProvenance: 'asserted',
    assurance: authorisation.assurance,
    nameSource: authorisation.profile.name.source,
    manifest: manifestOf(work).manifest,
    verifiedAt: { identification: identification.actor.verifiedAt, authorisation: authorisation.verifiedAt },
    salts: { ...opening.salts, onBehalfOf: null },
    name: opening.name,
    // Only named constraints exist as yet, and the issuing key is a file.
    circumstances: { namedConstraint: true, hardwareCaKey: false },
    certificateChain: certificates.map((der) => Buffer.from(der).toString('base64url')),
  })
  return sealEvidence(record, { privateKey: deps.seal.privateKey, x5c: deps.seal.certificates })
}

const digest = ({ sha256, size }: Revision) => ({ sha256, size })

const documentEvidence = ({ commitment }: SigningWork, { work, size, sha256, genTime }: SignedDocument) => {
  const committed = commitment.documents.find(({ id }) => id === work.documentId)
  const base = work.revisions.at(-1)
  const content = work.revisions.find((revision) => revision.sha256 === committed?.content)
  if (base === undefined || content === undefined) throw new SigningError('ERR_OBJECT_CORRUPT', 'a revision is gone')
  return {
    id: work.documentId,
    field: work.prepared.field,
    content: digest(content),
    base: digest(base),
    signed: { sha256, size },
    genTime: Math.floor(genTime.getTime() / 1000),
  }
}

const eventsOf = async ({ db }: Pick<Deps, 'db'>, requestId: string): Promise<{ at: number; type: string }[]> => {
  const rows = await db
    .selectFrom('event')
    .select(['at', 'type'])
    .where('request_id', '=', requestId)
    .orderBy('seq')
    .execute()
  return rows.slice(-1000).map(({ at, type }) => ({ at: Math.floor(at.getTime() / 1000), type }))
}
