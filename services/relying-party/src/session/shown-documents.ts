import { createHash } from 'node:crypto'
import type { OpenTransaction, SignerCase } from '@waarmerk/signing-contract'

/** Documents as the signing service wants to hear what was shown. */
export type ShownDocuments = OpenTransaction['documents']

/** The documents of a case as they are shown now. */
export const shownDocuments = ({ documents }: SignerCase): ShownDocuments =>
  documents.map(({ id, head }) => ({ id, revision: head.revision, sha256: head.sha256 }))

/** One digest over all of them, base64url: fits in a cookie, however many they are. */
export const digestOfShown = (documents: ShownDocuments): string => {
  const lines = documents.map(({ id, revision, sha256 }) => `${id}:${revision}:${sha256}`).sort()
  return createHash('sha256').update(lines.join('\n')).digest('base64url')
}
