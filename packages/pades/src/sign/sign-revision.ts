import { createHash } from 'node:crypto'
import {
  recheckTimestampToken,
  type SignedDataTemplate,
  type VerifiedBefore,
  type VerifiedTimestamp,
} from '@waarmerk/cms'
import type { Certificate } from '@waarmerk/pki'
import type { GrowingFile } from '../file/growing-file.ts'
import type { ByteRange } from '../file/one-pass.ts'
import type { PathToProve } from '../level/certificate-path.ts'
import { requireValidAt } from '../level/require-signer.ts'
import { embedSignature, type Placeholder } from '../placeholder/embed-signature.ts'
import type { Signer, TimestampAuthority } from '../ports.ts'
import { requestSignature } from './signature-value.ts'

/** A revision that lacks nothing but its signature. */
export interface RevisionToSign extends Placeholder {
  /** Gets the signature. */
  readonly increment: Uint8Array
  readonly byteRange: ByteRange
}

/** Who signs, and who says when. */
export interface SigningParties {
  readonly signer: Signer
  /** The signer's chain, parsed. */
  readonly certificates: readonly Certificate[]
  readonly template: SignedDataTemplate
  /** Without it the signature is B-B. */
  readonly tsa?: TimestampAuthority | undefined
}

/** What was put into a revision. */
export interface SignatureMade {
  /** DER of the token over the signature value; null at level B-B. */
  readonly timestampToken: Uint8Array | null
  /** What it says; null at level B-B. */
  readonly timestamp: VerifiedTimestamp | null
  /** What was signed: by the template's digest, over the ranges. */
  readonly digest: Uint8Array
  /** The signature value, verified. */
  readonly verified: VerifiedBefore
}

/**
 * Signs a revision and appends it: the signed attributes over its digest (EN 319 142-1 §6.3), the signature value,
 * verified before anything is made of it, a time stamp over that (EN 319 122-1 §5.3), and both into /Contents.
 *
 * @throws PadesError ERR_PADES_SIGNATURE_REJECTED, ERR_PADES_CERTIFICATE_NOT_VALID, ERR_PADES_TIMESTAMP_TOO_LARGE,
 *   ERR_PADES_PLACEHOLDER_TOO_SMALL; CmsError when the token is not over this signature; what the ports throw
 */
export const signRevision = async (
  file: GrowingFile,
  revision: RevisionToSign,
  { signer, certificates, template, tsa }: SigningParties,
): Promise<SignatureMade> => {
  const { increment, byteRange } = revision
  const digest = file.digestAround(increment, byteRange, template.digest)
  const signedAttributes = template.signedAttributes(digest)
  const signature = await requestSignature(signer, certificates, signedAttributes)
  const plain = template.signedData({ signedAttributes, signature })
  embedSignature(increment, revision, plain, 'ERR_PADES_PLACEHOLDER_TOO_SMALL')
  const maxBytes = revision.contentsHexLength / 2 - plain.length - attributeBytes
  const stamp = tsa === undefined ? null : await requestTimestamp(tsa, { signature, maxBytes }, certificates)
  if (stamp !== null) {
    const { timestampToken } = stamp
    const stamped = template.signedData({ signedAttributes, signature, timestampToken })
    embedSignature(increment, revision, stamped, 'ERR_PADES_TIMESTAMP_TOO_LARGE')
  }
  file.append(increment)
  const verified = { certificate: certificates[0] as Certificate, signedAttributes, signature }
  return { timestampToken: null, timestamp: null, ...stamp, digest, verified }
}

/** At most this much is around a token in a signature: the attribute, and lengths that grow. */
const attributeBytes = 64

const requestTimestamp = async (
  tsa: TimestampAuthority,
  { signature, maxBytes }: { readonly signature: Uint8Array; readonly maxBytes: number },
  [certificate]: readonly Certificate[],
): Promise<{ timestampToken: Uint8Array; timestamp: VerifiedTimestamp }> => {
  const messageImprint = createHash('sha256').update(signature).digest()
  const timestampToken = await tsa.timestamp(messageImprint, { maxBytes })
  const timestamp = recheckTimestampToken({ token: timestampToken, messageImprint })
  requireValidAt(certificate as Certificate, timestamp.genTime)
  return { timestampToken, timestamp }
}

/** Whom /DSS must prove: the signer when the signature was stamped, and the authority then. None at level B-B. */
export const targetsOf = (
  [signer, ...issuers]: readonly Certificate[],
  { timestamp }: SignatureMade,
): PathToProve[] => {
  if (timestamp === null || signer === undefined) return []
  const { certificate, certificates, genTime: at } = timestamp
  return [
    { certificate: signer, pool: issuers, at },
    { certificate, pool: certificates, at },
  ]
}
