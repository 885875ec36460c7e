import { createHash } from 'node:crypto'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { RequestDocument, RevisionView } from '@waarmerk/signing-contract'
import type { Response } from 'express'
import type { Deps } from '../deps.ts'
import { RelyingPartyError } from '../errors.ts'
import type { Session } from '../session/session.ts'

/**
 * Streams one revision of a document. Nothing in it can act in our origin: it is a download, in a sandbox, of the type
 * it says. Bytes that do not fit the digest are broken off before the end, so that no browser keeps them.
 *
 * @throws {RelyingPartyError} `ERR_DOCUMENT_DIGEST`
 */
export const sendDocument = async (
  deps: Deps,
  response: Response,
  { session, document, revision }: { session: Session; document: RequestDocument; revision: RevisionView },
): Promise<void> => {
  const { body: answer } = await deps.documents.call('readRevision', {
    params: { documentId: document.id, revision: revision.revision },
    session: session.signerSession,
  })
  if (answer.body === null) throw new RelyingPartyError('ERR_DOCUMENT_DIGEST', 'the document has no bytes')
  const signed = document.content !== null && revision.revision > document.content.revision
  response.set({
    'Content-Type': 'application/pdf',
    'Content-Length': String(revision.size),
    'Content-Disposition': contentDisposition(`${document.title}${signed ? ' (ondertekend)' : ''}`),
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  })
  await pipeline(Readable.fromWeb(answer.body as never), checking(revision), response)
}

/** RFC 6266 §4.1, RFC 8187: the title as file name in UTF-8, and in ASCII for who does not read that. */
export const contentDisposition = (title: string): string => {
  const clean = title.replaceAll(/[\p{Cc}\p{Cf}\s/\\:*?"“”<>|]+/gu, ' ').trim()
  const ascii = clean.normalize('NFKD').replaceAll(/[^\x20-\x7e]|%/g, '')
  const encoded = encodeURIComponent(clean).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}.pdf"; filename*=UTF-8''${encoded}.pdf`
}

/** Passes bytes on, and holds the last piece back until size and digest are known to be right. */
const checking = ({ sha256, size }: RevisionView): Transform => {
  const hash = createHash('sha256')
  let held: Buffer | null = null
  let seen = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      seen += chunk.length
      if (held !== null) this.push(held)
      held = chunk
      done()
    },
    flush(done) {
      if (seen !== size || hash.digest('base64url') !== sha256) {
        done(new RelyingPartyError('ERR_DOCUMENT_DIGEST', 'the bytes are not those that the digest names'))
        return
      }
      if (held !== null) this.push(held)
      done()
    },
  })
}
