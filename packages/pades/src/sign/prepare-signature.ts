import type { DigestAlgorithm } from '@waarmerk/cms'
import { fillSignatureField, openPdf, type RandomAccess, type SignatureToFill } from '@waarmerk/pdf'
import { growingFile } from '../file/growing-file.ts'
import { onePass } from '../file/one-pass.ts'
import type { PreparedSignature } from './prepared-signature.ts'

/** How a signature is to stand in the document. */
export interface SignatureToPrepare extends Omit<SignatureToFill, 'subFilter' | 'signingTime'> {
  /** /M: claimed by the signer, not proven. */
  readonly signingTime: Date
  /** For an encrypted file: its user or owner password. */
  readonly password?: string
  /** What the signature will hash with, where {@link toBeSigned} is wanted for more than SHA-256. */
  readonly digests?: readonly ('sha384' | 'sha512')[]
}

/**
 * Fills the field, leaves room for the signature, and computes the digest that is to be signed
 * (EN 319 142-1 §5.3, §6.3). The file is read once, in chunks; nothing is written.
 *
 * @returns the increment to append (without signature) and what must be kept to complete it
 * @throws PdfError as `openPdf` and `fillSignatureField` do
 *
 * @example
 * const { prepared, increment } = await prepareSignature(file, { field: 'aanvrager', contentsBytes, signingTime })
 * // keep both; commit to prepared.tbs; later:
 * await completeSignature({ source: file, prepared, increment, signer, tsa })
 */
export const prepareSignature = async (
  source: RandomAccess,
  options: SignatureToPrepare,
): Promise<{ prepared: PreparedSignature; increment: Uint8Array }> => {
  const { password, digests = [], ...signature } = options
  const revision = fillSignatureField(openPdf(source, { password }), { ...signature, subFilter: 'ETSI.CAdES.detached' })
  const { field, increment, byteRange, contentsStart, contentsHexLength, lookSha256 } = revision
  const { whole } = await onePass(source, { algorithms: ['sha256', ...digests] })
  const file = growingFile({ source, whole })
  const digest = (algorithm: DigestAlgorithm): string => base64url(file.digestAround(increment, byteRange, algorithm))
  return {
    increment,
    prepared: {
      v: 1,
      field,
      byteRange,
      contentsStart,
      contentsHexLength,
      tbs: digest('sha256'),
      ...(digests.length > 0 && { digests: Object.fromEntries(digests.map((name) => [name, digest(name)])) }),
      look: lookSha256 && base64url(lookSha256),
      baseSize: source.size,
      signingTime: options.signingTime.toISOString(),
    },
  }
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
