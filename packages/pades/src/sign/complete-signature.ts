import { createHash } from 'node:crypto'
import { type SignedDataTemplate, signedDataTemplate, verifyTimestampToken } from '@waarmerk/cms'
import { bytesSource, concatSources, type RandomAccess } from '@waarmerk/pdf'
import { parseCertificate } from '@waarmerk/pki'
import { digestRangeBy } from '../digest-range.ts'
import { PadesError } from '../pades-error.ts'
import type { Signer, TimestampAuthority } from '../ports.ts'
import { inspectSignature } from '../validate/inspect-signature.ts'
import { embedSignature } from './embed-signature.ts'
import { type PreparedSignature, requireBase, requireConsistent } from './prepared-signature.ts'
import { requestSignature } from './signature-value.ts'

/** What is needed to complete a prepared signature. */
export interface SignatureToComplete {
  /** The file without the prepared increment, or with it. */
  readonly source: RandomAccess
  readonly prepared: PreparedSignature
  /** As {@link prepareSignature} gave it; not changed. */
  readonly increment: Uint8Array
  readonly signer: Signer
  /** Without it the signature is B-B: for use inside the engine; a person's signature is never less than B-T. */
  readonly tsa?: TimestampAuthority
}

/** A complete signature, checked. */
export interface CompletedSignature {
  /** The increment with the signature in it: append this one. */
  readonly increment: Uint8Array
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
 * Signs what was prepared (EN 319 142-1 §6.3, levels B-B and B-T): computes the digest again and holds
 * it against the prepared one, has the signed attributes signed, verifies what the signer returned, has
 * it time-stamped, embeds both, and validates the result before it is handed out.
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
  const { prepared, increment, signer, tsa } = input
  requireConsistent(prepared, increment)
  const base = requireBase(input.source, prepared, increment)
  const template = signedDataTemplate(signer)
  const messageDigest = await requireTbs(base, prepared, increment, template)
  const signedAttributes = template.signedAttributes(messageDigest)
  const signature = await requestSignature(signer, signedAttributes)
  const plain = template.signedData({ signedAttributes, signature })
  let signed = embedSignature(increment, prepared, plain, 'ERR_PADES_PLACEHOLDER_TOO_SMALL')
  const stamp = tsa === undefined ? null : await requestTimestamp(tsa, signature, signer)
  if (stamp !== null) {
    const cms = template.signedData({ signedAttributes, signature, timestampToken: stamp.timestampToken })
    signed = embedSignature(increment, prepared, cms, 'ERR_PADES_TIMESTAMP_TOO_LARGE')
  }
  await selfCheck(
    concatSources([base, bytesSource(signed)]),
    prepared,
    { [template.digest]: messageDigest },
    stamp !== null,
  )
  return { increment: signed, timestampToken: stamp?.timestampToken ?? null, genTime: stamp?.genTime ?? null }
}

/** The digest by the signature's own hash, after the SHA-256 over the same bytes was found to be the one agreed to. */
const requireTbs = async (
  base: RandomAccess,
  { byteRange, tbs }: PreparedSignature,
  increment: Uint8Array,
  { digest }: SignedDataTemplate,
): Promise<Uint8Array> => {
  const whole = concatSources([base, bytesSource(increment)])
  const digests = await digestRangeBy(whole, byteRange, ['sha256', digest])
  if (Buffer.from(digests.get('sha256') as Uint8Array).toString('base64url') !== tbs) {
    throw new PadesError('ERR_PADES_TBS_MISMATCH', 'the bytes to be signed are not those that were prepared')
  }
  return digests.get(digest) as Uint8Array
}

const requestTimestamp = async (
  tsa: TimestampAuthority,
  signature: Uint8Array,
  { certificates: [certificate] }: Signer,
): Promise<{ timestampToken: Uint8Array; genTime: Date }> => {
  const messageImprint = createHash('sha256').update(signature).digest()
  const timestampToken = await tsa.timestamp(messageImprint)
  const { genTime } = await verifyTimestampToken({ token: timestampToken, messageImprint })
  const { notBefore, notAfter } = parseCertificate(certificate as Uint8Array)
  if (genTime < notBefore || genTime > notAfter) {
    throw new PadesError(
      'ERR_PADES_CERTIFICATE_NOT_VALID',
      'the certificate was not valid at the time of the time stamp',
    )
  }
  return { timestampToken, genTime }
}

/** Reads the new signature out of the file, as a stranger would; only the digest is not computed a second time. */
const selfCheck = async (
  file: RandomAccess,
  prepared: PreparedSignature,
  digests: Readonly<Record<string, Uint8Array>>,
  stamped: boolean,
): Promise<void> => {
  const report = await inspectSignature(file, { field: prepared.field }, async (byteRange, algorithm) => {
    const known = digests[algorithm]
    const same = byteRange.every((value, index) => value === prepared.byteRange[index])
    if (known === undefined || !same)
      throw new PadesError('ERR_PADES_BYTE_RANGE_INVALID', 'another byte range than prepared')
    return known
  })
  const failed = report.checks.filter(({ outcome }) => outcome === 'failed').map(({ name, code }) => `${name} ${code}`)
  if (failed.length > 0 || !report.coversWholeFile || report.level !== (stamped ? 'B-T' : 'B-B')) {
    throw new PadesError('ERR_PADES_SELF_CHECK_FAILED', `our validator refuses the signature: ${failed.join(', ')}`)
  }
}
