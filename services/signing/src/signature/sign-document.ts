import { tolerances } from '@waarmerk/evidence'
import { softwareSigner } from '@waarmerk/key-providers'
import { completeSignature } from '@waarmerk/pades'
import type { Deps } from '../deps.ts'
import { openIncrements } from '../document/open-document.ts'
import { sha256After } from '../document/sha256-after.ts'
import { SigningError } from '../errors.ts'
import type { DocumentWork, SigningWork } from './gather-work.ts'

/** A document signed in memory: nothing of it is stored yet. */
export interface SignedDocument {
  readonly work: DocumentWork
  /** The complete increment, signature and time stamp in it. */
  readonly increment: Uint8Array
  /** Bytes and SHA-256 (base64url) of the whole signed file. */
  readonly size: number
  readonly sha256: string
  readonly timestampToken: Uint8Array
  readonly genTime: Date
}

/**
 * Signs what was prepared. The digest over the ByteRange is computed again from the stored bytes and
 * must equal the committed one, so an overlay that came in between fails here.
 *
 * @throws {SigningError} ERR_SIGNING_TIMEOUT
 * @throws {PadesError} ERR_PADES_TBS_MISMATCH, …
 * @throws {TsaError} ERR_TSA_*
 */
export const signDocument = async (
  deps: Pick<Deps, 'objects' | 'timestampAuthority'>,
  { privateKey, commitment }: Pick<SigningWork, 'privateKey' | 'commitment'>,
  certificates: readonly Uint8Array[],
  document: DocumentWork,
): Promise<SignedDocument> => {
  const latest = new Date((commitment.exp + tolerances.timestampAfterExpiry) * 1000)
  using base = await openIncrements(deps.objects, document.revisions)
  using prepared = await openIncrements(deps.objects, [document.preparedObject])
  const { increment, timestampToken, genTime } = await completeSignature({
    source: base.source,
    prepared: document.prepared,
    increment: prepared.source.read(0, prepared.source.size),
    signer: softwareSigner({ privateKey, certificates }),
    tsa: deps.timestampAuthority,
  })
  if (genTime > latest) throw new SigningError('ERR_SIGNING_TIMEOUT', 'the time stamp came after the time to sign')
  const sha256 = await sha256After(base.source, increment)
  return { work: document, increment, size: base.source.size + increment.length, sha256, timestampToken, genTime }
}
