import type { VerifiedTimestamp } from '@waarmerk/cms'
import { readSecurityStore } from '@waarmerk/pdf'
import type { Certificate } from '@waarmerk/pki'
import type { GrowingFile } from '../file/growing-file.ts'
import { PadesError } from '../pades-error.ts'
import type { IssuerSource, RevocationSource, TimestampAuthority } from '../ports.ts'
import { addDocumentTimeStamp } from './add-document-time-stamp.ts'
import { addSecurityStore } from './add-security-store.ts'
import { type BaselineLevel, reaches } from './baseline-level.ts'
import type { PathToProve } from './certificate-path.ts'
import { requireOwnProof } from './offline-proof.ts'
import { collectMaterial, type MaterialSources } from './validation-material.ts'

/** Who is asked for what a level needs; a level without its source is refused before anything is made. */
export interface LevelSources {
  /** From B-T on. */
  readonly tsa?: TimestampAuthority | undefined
  /** From B-LT on. */
  readonly revocation?: RevocationSource | undefined
  /** Finds issuers that the signer or the authority did not send. */
  readonly issuers?: IssuerSource | undefined
  /** Whom the caller trusts; without them paths must be complete, and end anywhere. */
  readonly trustAnchors?: readonly Certificate[] | undefined
}

/** @throws PadesError ERR_PADES_LEVEL_NEEDS_SOURCE */
export const requireSources = (level: BaselineLevel, { tsa, revocation }: LevelSources): void => {
  const lacks =
    reaches(level, 'B-T') && tsa === undefined
      ? 'a time-stamp authority'
      : reaches(level, 'B-LT') && revocation === undefined
        ? 'a source of revocation data'
        : null
  if (lacks !== null) throw new PadesError('ERR_PADES_LEVEL_NEEDS_SOURCE', `level ${level} needs ${lacks}`)
}

/**
 * Raises a file with signatures to B-LT or B-LTA (EN 319 142-1 §5.4, §6.3): a revision with the validation data of
 * everything signed and stamped so far, which must prove it without anybody's help, then one with a document time stamp
 * over it.
 *
 * @param targets the signers and time-stamp authorities to prove, each at its own time
 * @returns the document time stamp, at B-LTA
 * @throws as {@link collectMaterial}, `addSecurityStore` and `addDocumentTimeStamp`
 */
export const raiseLevel = async (
  file: GrowingFile,
  level: BaselineLevel,
  targets: readonly PathToProve[],
  sources: LevelSources,
): Promise<VerifiedTimestamp | null> => {
  if (!reaches(level, 'B-LT')) return null
  const { tsa } = sources
  addSecurityStore(file, await collectMaterial(targets, sources as MaterialSources))
  await requireOwnProof(readSecurityStore(file.open()), targets, sources.trustAnchors)
  if (!reaches(level, 'B-LTA') || tsa === undefined) return null
  return await addDocumentTimeStamp(file, tsa)
}
