import { bytesSource, concatSources, fillSignatureField, type Look, openPdf, type RandomAccess } from '@waarmerk/pdf'
import { digestRange } from '../digest-range.ts'
import type { PreparedSignature } from './prepared-signature.ts'

/** How a signature is to stand in the document. */
export interface SignatureToPrepare {
  /** An empty signature field of the document. */
  readonly field: string
  /** Room for the signature: {@link contentsSize}. */
  readonly contentsBytes: number
  /** /M: claimed by the signer, not proven. */
  readonly signingTime: Date
  readonly name?: string
  readonly reason?: string
  readonly location?: string
  /** For a visible field: `drawLook` of `packages/pdf`. */
  readonly look?: Look
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
  const { increment, byteRange, contentsStart, contentsHexLength, lookSha256 } = fillSignatureField(openPdf(source), {
    ...options,
    subFilter: 'ETSI.CAdES.detached',
  })
  const tbs = await digestRange(concatSources([source, bytesSource(increment)]), byteRange)
  return {
    increment,
    prepared: {
      v: 1,
      field: options.field,
      byteRange,
      contentsStart,
      contentsHexLength,
      tbs: base64url(tbs),
      look: lookSha256 && base64url(lookSha256),
      baseSize: source.size,
      signingTime: options.signingTime.toISOString(),
    },
  }
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
