import { signedDataTemplate } from '@waarmerk/cms'
import type { RandomAccess } from '@waarmerk/pdf'
import { parseCertificate } from '@waarmerk/pki'
import { type GrowingFile, growingFile } from '../file/growing-file.ts'
import { onePass } from '../file/one-pass.ts'
import type { BaselineLevel } from '../level/baseline-level.ts'
import { type LevelSources, raiseLevel, requireSources } from '../level/raise-level.ts'
import { PadesError } from '../pades-error.ts'
import type { Signer, TimestampAuthority } from '../ports.ts'
import { type PreparedSignature, requireBase, requireConsistent } from './prepared-signature.ts'
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
 * Signs what was prepared (EN 319 142-1 §6.3, levels B-B and B-T): reads the file again and holds its digest against
 * the prepared one, has the signed attributes signed, verifies what the signer returned, has it time-stamped, embeds
 * both, and validates the result before it is handed out. For a signature value that was made elsewhere, hand in a
 * signer that returns it: the bytes that were signed are {@link toBeSigned}.
 *
 * @throws PadesError ERR_PADES_PREPARED_INVALID, ERR_PADES_TBS_MISMATCH, ERR_PADES_SIGNATURE_REJECTED,
 *   ERR_PADES_CERTIFICATE_NOT_VALID, ERR_PADES_TIMESTAMP_TOO_LARGE, ERR_PADES_PLACEHOLDER_TOO_SMALL,
 *   ERR_PADES_SELF_CHECK_FAILED
 * @throws CmsError when the token is not over this signature; PkiError when the certificate is unusable;
 *   whatever the ports throw
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
  const template = signedDataTemplate(signer)
  const certificates = signer.certificates.map(parseCertificate)
  const base = requireBase(input.source, prepared, input.increment)
  const { whole } = await onePass(base, { algorithms: ['sha256', template.digest] })
  const file = growingFile({ source: base, whole, password })
  requireTbs(file, prepared, input.increment)
  const increment = Uint8Array.from(input.increment)
  const made = await signRevision(file, { ...prepared, increment }, { signer, certificates, template, tsa })
  requireSound(file, { ...prepared, made, stamped: tsa !== undefined, certificates })
  await raiseLevel(file, level, targetsOf(certificates, made), input)
  const { timestampToken, timestamp } = made
  return { increment, increments: file.increments, timestampToken, genTime: timestamp?.genTime ?? null }
}

/** The SHA-256 over the bytes to be signed is the one that was agreed to. */
const requireTbs = (file: GrowingFile, { byteRange, tbs }: PreparedSignature, increment: Uint8Array): void => {
  if (Buffer.from(file.digestAround(increment, byteRange, 'sha256')).toString('base64url') !== tbs) {
    throw new PadesError('ERR_PADES_TBS_MISMATCH', 'the bytes to be signed are not those that were prepared')
  }
}
