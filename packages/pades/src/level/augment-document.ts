import type { VerifiedTimestamp } from '@waarmerk/cms'
import { type RandomAccess, readSecurityStore } from '@waarmerk/pdf'
import { PadesError } from '../pades-error.ts'
import { seenToken } from '../placeholder/contents-size.ts'
import type { TimestampAuthority } from '../ports.ts'
import { type DocumentSignatures, documentSignatures } from '../validate/document-signatures.ts'
import type { SignatureReport } from '../validate/signature-report.ts'
import { addDocumentTimeStamp } from './add-document-time-stamp.ts'
import { addSecurityStore } from './add-security-store.ts'
import { type BaselineLevel, reaches } from './baseline-level.ts'
import type { PathToProve } from './certificate-path.ts'
import { requireOwnProof } from './offline-proof.ts'
import { type LevelSources, requireSources } from './raise-level.ts'
import { requireValidAt } from './require-signer.ts'
import { storedFirst } from './stored-revocation.ts'
import { collectMaterial } from './validation-material.ts'

/** Which file is to be raised to which level. */
export interface DocumentToAugment extends LevelSources {
  readonly source: RandomAccess
  readonly level: Exclude<BaselineLevel, 'B-B'>
  /** For an encrypted file: its user or owner password. */
  readonly password?: string
  /** Gets every byte of `source` once, in order, while it is hashed. */
  readonly onChunk?: (chunk: Uint8Array, position: number) => void
}

/** What is to be appended. */
export interface AugmentedDocument {
  /** To be appended in order; none when the file holds all of it already. */
  readonly increments: readonly Uint8Array[]
  /** When the newest document time stamp was made; null when none was added. */
  readonly genTime: Date | null
}

/**
 * Raises the signatures of a file to B-T, B-LT or B-LTA, or renews a B-LTA file before what protects it expires (EN 319
 * 142-1 §5.4, §6.3): a time where a signature has none, validation data for every signer and authority, and a document
 * time stamp over all of it. The document is read once, both to validate what is there and to stamp it. Proofs that the
 * file holds, and that were made after the certificate was used, are not asked for again. What was changed after the last
 * signature is not judged, and is stamped like the rest: look at `coversWholeFile` of `inspectDocument` first.
 *
 * @throws PadesError ERR_PADES_LEVEL_NEEDS_SOURCE, ERR_PADES_NOTHING_TO_AUGMENT, ERR_PADES_AUGMENT_INVALID,
 *   ERR_PADES_TOO_MANY_SIGNATURES, ERR_PADES_RANGES_TOO_LONG, ERR_PADES_CHAIN_INCOMPLETE, ERR_PADES_CERTIFICATE_NOT_VALID,
 *   ERR_PADES_TOO_MANY_RESPONDERS, ERR_PADES_TIMESTAMP_TOO_LARGE, ERR_PADES_SELF_CHECK_FAILED
 * @throws PdfError, CmsError, PkiError; whatever the ports throw
 *
 * @example
 * const { increments } = await augmentDocument({ source: file, level: 'B-LTA', tsa, revocation, issuers, trustAnchors })
 */
export const augmentDocument = async (document: DocumentToAugment): Promise<AugmentedDocument> => {
  const { level, tsa, revocation } = document
  requireSources(level, document)
  // An authority that is down is known before a large file is read.
  if (tsa !== undefined) await seenToken(tsa)
  const found = await documentSignatures(document)
  requireAugmentable(found)
  const { file } = found
  let added: VerifiedTimestamp | null = null
  if (found.signatures.some((signature) => timeOf(signature, found) === null)) {
    added = await addDocumentTimeStamp(file, tsa as TimestampAuthority)
    requireStampedInTime(found, added)
  }
  if (reaches(level, 'B-LT')) {
    const store = readSecurityStore(file.open())
    const sources = { ...document, revocation: storedFirst(store, revocation ?? null) }
    const targets = targetsIn(found, added)
    addSecurityStore(file, await collectMaterial(targets, sources))
    await requireOwnProof(readSecurityStore(file.open()), targets, document.trustAnchors)
  }
  if (reaches(level, 'B-LTA')) added = await addDocumentTimeStamp(file, tsa as TimestampAuthority)
  return { increments: file.increments, genTime: added?.genTime ?? null }
}

const requireAugmentable = ({ signatures, timeStamps }: DocumentSignatures): void => {
  const all = [...signatures, ...timeStamps]
  if (all.length === 0) {
    throw new PadesError('ERR_PADES_NOTHING_TO_AUGMENT', 'the file has no PAdES signature and no document time stamp')
  }
  const invalid = all.filter(({ valid }) => !valid).length
  if (invalid > 0) {
    throw new PadesError(
      'ERR_PADES_AUGMENT_INVALID',
      `${invalid} of ${all.length} signatures and time stamps are not valid`,
    )
  }
}

/** A time stamp from after a certificate's end proves nothing of its signature (EN 319 102-1 §5.5). */
const requireStampedInTime = (found: DocumentSignatures, { genTime }: VerifiedTimestamp): void => {
  const late = found.signatures.filter((signature) => timeOf(signature, found) === null)
  for (const { signedData } of late) if (signedData !== null) requireValidAt(signedData.signerCertificate, genTime)
}

/** When a signature is known to have existed: by its own time stamp, else by the first document time stamp after it. */
const timeOf = ({ timestamp, bytesAfter }: SignatureReport, { timeStamps }: DocumentSignatures): Date | null =>
  (timestamp ?? timeStamps.find((stamp) => stamp.bytesAfter < bytesAfter)?.timestamp)?.genTime ?? null

/** Every signer and every authority, each at the time when it signed. */
const targetsIn = (found: DocumentSignatures, added: VerifiedTimestamp | null): PathToProve[] => {
  const stampOf = ({ timestamp }: { readonly timestamp: VerifiedTimestamp | null }) => timestamp ?? []
  return [
    ...found.signatures.flatMap((signature) => signerIn(signature, timeOf(signature, found) ?? added?.genTime)),
    ...found.signatures.flatMap(stampOf).map(authorityOf),
    ...found.timeStamps.flatMap(stampOf).map(archiver),
    ...(added === null ? [] : [archiver(added)]),
  ]
}

const authorityOf = ({ certificate, certificates: pool, genTime: at }: VerifiedTimestamp): PathToProve => ({
  certificate,
  pool,
  at,
})

/** What /DSS held when a document time stamp was made is older than its use, be it by less than a second. */
const archiver = (stamp: VerifiedTimestamp): PathToProve => ({
  ...authorityOf(stamp),
  since: new Date(stamp.genTime.getTime() + 1),
})

const signerIn = ({ signedData }: SignatureReport, at: Date | undefined): PathToProve[] =>
  signedData === null || at === undefined
    ? []
    : [{ certificate: signedData.signerCertificate, pool: signedData.certificates, at }]
