import { PadesError, type PadesErrorCode } from '../pades-error.ts'
import type { PreparedSignature } from './prepared-signature.ts'

/**
 * The increment with the signature in its placeholder, in upper-case hexadecimal; the rest stays zero
 * (ISO 32000-2 §12.8.1). The increment given is not changed.
 *
 * @throws PadesError with `tooLarge` when it does not fit
 */
export const embedSignature = (
  increment: Uint8Array,
  prepared: PreparedSignature,
  cms: Uint8Array,
  tooLarge: PadesErrorCode,
): Uint8Array => {
  if (cms.length * 2 > prepared.contentsHexLength)
    throw new PadesError(tooLarge, 'the signature does not fit its placeholder')
  const signed = Uint8Array.from(increment)
  signed.set(
    Buffer.from(Buffer.from(cms).toString('hex').toUpperCase(), 'latin1'),
    prepared.contentsStart - prepared.baseSize + 1,
  )
  return signed
}
