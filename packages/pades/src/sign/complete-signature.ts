import { type OptionalAttributes, signedDataTemplate } from '@waarmerk/cms'
import {
  bytesSource,
  concatSources,
  openPdf,
  type PdfDocument,
  type RandomAccess,
  requireDemandsMet,
  signatureFieldDemands,
} from '@waarmerk/pdf'
import { parseCertificate } from '@waarmerk/pki'
import { type GrowingFile, growingFile } from '../file/growing-file.ts'
import { onePass } from '../file/one-pass.ts'
import { requireTakesTimeStamp } from '../level/add-document-time-stamp.ts'
import { type BaselineLevel, reaches } from '../level/baseline-level.ts'
import { type LevelSources, raiseLevel, requireSources } from '../level/raise-level.ts'
import { requireSigner, requireSignerSometime } from '../level/require-signer.ts'
import { PadesError } from '../pades-error.ts'
import type { Signer, TimestampAuthority } from '../ports.ts'
import { signatureIn } from '../validate/read-signed-field.ts'
import { assuranceOf } from './assurance.ts'
import { type PreparedSignature, requireBase, requireConsistent } from './prepared-signature.ts'
import { requireOneReason, statesWhy } from './require-one-reason.ts'
import { requireSound } from './require-sound.ts'
import { signRevision, targetsOf } from './sign-revision.ts'

/** What is needed to complete a prepared signature. */
export interface SignatureToComplete extends LevelSources {
  /** The file without the prepared increment, or with it. */
  readonly source: RandomAccess
  readonly prepared: PreparedSignature
  /** As {@link prepareSignature} gave it; not changed. */
  readonly increment: Uint8Array
  readonly signer: Signer
  /** Commitment type, signature policy. Either excludes a reason. */
  readonly attributes?: OptionalAttributes
  /** For an encrypted file: its user or owner password. */
  readonly password?: string
  /** Without it the signature is B-B: for use inside the engine; a person's signature is never less than B-T. */
  readonly tsa?: TimestampAuthority
  /** B-LT or B-LTA with further increments; else what `tsa` gives. */
  readonly level?: BaselineLevel
}

/** A complete signature, checked. */
export interface CompletedSignature {
  /** The increment with the signature in it: append this one. */
  readonly increment: Uint8Array
  /** That one, and at B-LT and B-LTA those that follow it. */
  readonly increments: readonly Uint8Array[]
  /** DER of the token over the signature value; null at level B-B. */
  readonly timestampToken: Uint8Array | null
  /** When the authority says the signature existed; null at level B-B. */
  readonly genTime: Date | null
}

/** A complete signature of level B-T. */
export interface TimestampedSignature extends CompletedSignature {
  readonly timestampToken: Uint8Array
  readonly genTime: Date
}

/**
 * Signs what was prepared (EN 319 142-1 §6.3, any level): reads the file again and holds its digest against the prepared
 * one, and the signature to come against what the field demands, has the signed attributes signed, verifies what the
 * signer returned, has it time-stamped, embeds both, and reads the result back before it is handed out. For a signature
 * value that was made elsewhere, hand in a
 * signer that returns it: the bytes that were signed are {@link toBeSigned}.
 *
 * @throws PadesError ERR_PADES_LEVEL_NEEDS_SOURCE, ERR_PADES_PREPARED_INVALID, ERR_PADES_TBS_MISMATCH,
 *   ERR_PADES_REASON_FORBIDDEN, ERR_PADES_SIGNATURE_REJECTED, ERR_PADES_CERTIFICATE_NOT_VALID,
 *   ERR_PADES_TIMESTAMP_TOO_LARGE, ERR_PADES_PLACEHOLDER_TOO_SMALL, ERR_PADES_CHAIN_INCOMPLETE,
 *   ERR_PADES_TOO_MANY_RESPONDERS, ERR_PADES_SELF_CHECK_FAILED
 * @throws PdfError as `openPdf` does, ERR_PDF_SEED_VALUE_DIGEST, ERR_PDF_SEED_VALUE_TIMESTAMP,
 *   ERR_PDF_SEED_VALUE_CERTIFICATE; CmsError when the token is not over this signature; PkiError when the certificate or
 *   its path is unusable; whatever the ports throw
 *
 * @example
 * const { increment, genTime } = await completeSignature({ source: file, prepared, increment: kept, signer, tsa })
 */
export function completeSignature(
  input: SignatureToComplete & { readonly tsa: TimestampAuthority },
): Promise<TimestampedSignature>
export function completeSignature(input: SignatureToComplete): Promise<CompletedSignature>
export async function completeSignature(input: SignatureToComplete): Promise<CompletedSignature> {
  const { prepared, signer, tsa, password, level = tsa === undefined ? 'B-B' : 'B-T' } = input
  requireSources(level, input)
  requireConsistent(prepared, input.increment)
  const template = signedDataTemplate({ ...signer, attributes: input.attributes ?? {} })
  const certificates = signer.certificates.map(parseCertificate)
  const stamping = reaches(level, 'B-T') ? tsa : undefined
  const stamped = stamping !== undefined
  const base = requireBase(input.source, prepared, input.increment)
  const doc = openPdf(base, { password })
  requireStillWanted(doc, input, { digest: template.digest, stamped, certificates })
  const requireNow = stamped ? requireSignerSometime : requireSigner
  await requireNow(certificates, new Date(prepared.signingTime), input)
  const { whole } = await onePass(base, { algorithms: ['sha256', template.digest] })
  const file = growingFile({ source: base, whole, password, doc })
  requireTbs(file, prepared, input.increment)
  const increment = Uint8Array.from(input.increment)
  const made = await signRevision(file, { ...prepared, increment }, { signer, certificates, template, tsa: stamping })
  requireSound(file, { ...prepared, made, stamped, certificates })
  const { timestampToken, timestamp } = made
  if (timestamp !== null) await requireSigner(certificates, timestamp.genTime, input)
  await raiseLevel(file, level, targetsOf(certificates, made), input)
  return { increment, increments: file.increments, timestampToken, genTime: timestamp?.genTime ?? null }
}

/** When it was prepared nobody could know the certificate, and whether a time stamp would come. */
const requireStillWanted = (
  doc: PdfDocument,
  { prepared, increment, attributes = {}, password, level }: SignatureToComplete,
  known: Parameters<typeof assuranceOf>[0],
): void => {
  const demands = signatureFieldDemands(doc, prepared.field)
  if (demands !== null) {
    // Reason and certification stand in what was prepared, and were held against the field then.
    const open = { ...demands, reasons: null, certification: null }
    requireDemandsMet(open, { subFilter: 'ETSI.CAdES.detached', assured: assuranceOf(known) })
  }
  if (level !== undefined && reaches(level, 'B-LTA')) requireTakesTimeStamp(doc)
  if (!statesWhy(attributes)) return
  const file = concatSources([doc.source, bytesSource(increment)])
  const { reason } = signatureIn(openPdf(file, { password, before: doc, recover: false }), prepared.field)
  requireOneReason(attributes, reason)
}

/** The SHA-256 over the bytes to be signed is the one that was agreed to. */
const requireTbs = (file: GrowingFile, { byteRange, tbs }: PreparedSignature, increment: Uint8Array): void => {
  if (Buffer.from(file.digestAround(increment, byteRange, 'sha256')).toString('base64url') !== tbs) {
    throw new PadesError('ERR_PADES_TBS_MISMATCH', 'the bytes to be signed are not those that were prepared')
  }
}
