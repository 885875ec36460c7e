import { digestRange } from '@waarmerk/pades'
import type { RandomAccess } from '@waarmerk/pdf'
import type { CommittedDocument } from '../../commitment/signing-commitment.ts'
import { EvidenceError } from '../../evidence-error.ts'
import { toBase64url } from '../../hash/base64url.ts'
import type { EvidenceRecord } from '../../record/evidence-record.ts'
import type { VerifiedCommitments } from './commitment.ts'

/** One document as committed to and as recorded: the same one, by the first step. */
export type DocumentPair = {
  readonly committed: CommittedDocument
  readonly recorded: EvidenceRecord['documents'][number]
}

/** SHA-256 of the first `size` bytes, base64url; undefined when there are not so many. */
export const prefixDigest = async (source: RandomAccess, size: number): Promise<string | undefined> =>
  size > source.size ? undefined : toBase64url(await digestRange(source, [0, size]))

/**
 * Which of the committed documents a PDF is. Of several, the one whose file before signing it begins with.
 *
 * @throws EvidenceError `ERR_VERIFY_DOCUMENT_UNKNOWN`
 */
export const whichDocument = async (
  source: RandomAccess,
  record: EvidenceRecord,
  { authorisation: { commitment } }: VerifiedCommitments,
): Promise<DocumentPair> => {
  const pairs = commitment.documents.flatMap((committed, index) => {
    const recorded = record.documents[index]
    return recorded ? [{ committed, recorded }] : []
  })
  for (const pair of pairs) {
    const { base, baseSize } = pair.committed
    if (pairs.length === 1 || (await prefixDigest(source, baseSize)) === base) return pair
  }
  throw new EvidenceError('ERR_VERIFY_DOCUMENT_UNKNOWN', 'the PDF is none of the documents that were committed to')
}
