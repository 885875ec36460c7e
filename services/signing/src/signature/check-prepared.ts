import { digestRange } from '@waarmerk/pades'
import { concatSources } from '@waarmerk/pdf'
import type { Deps } from '../deps.ts'
import { openIncrements } from '../document/open-document.ts'
import { SigningError } from '../errors.ts'
import type { DocumentWork, SigningWork } from './gather-work.ts'

/**
 * The digest over the ByteRange, computed again from the stored bytes, must be the committed one.
 * Checked before a certificate is issued, so that an overlay that came in between costs nothing.
 *
 * @throws {SigningError} ERR_PREPARED_CHANGED, ERR_OBJECT_CORRUPT
 */
export const checkPrepared = async (deps: Pick<Deps, 'objects'>, work: SigningWork): Promise<void> => {
  for (const document of work.documents) {
    const committed = work.commitment.documents.find(({ id }) => id === document.documentId)
    const digest = await digestOf(deps, document)
    if (committed?.tbs !== digest || document.prepared.tbs !== digest) {
      throw new SigningError('ERR_PREPARED_CHANGED', 'the stored bytes are not those that were committed to')
    }
  }
}

const digestOf = async ({ objects }: Pick<Deps, 'objects'>, document: DocumentWork): Promise<string> => {
  using base = await openIncrements(objects, document.revisions)
  using prepared = await openIncrements(objects, [document.preparedObject])
  const whole = concatSources([base.source, prepared.source])
  const { byteRange } = document.prepared
  const [, , second, secondLength] = byteRange
  // Bytes after the ranges are nobody's.
  if (second + secondLength !== whole.size) return ''
  return Buffer.from(await digestRange(whole, byteRange)).toString('base64url')
}
