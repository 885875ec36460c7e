import { PadesError, type PadesErrorCode } from '../pades-error.ts'

/** Where a signature goes. */
export interface Placeholder {
  /** Bytes before the increment. */
  readonly baseSize: number
  /** Position of the `<` of /Contents in the whole file. */
  readonly contentsStart: number
  /** Digits between `<` and `>`. */
  readonly contentsHexLength: number
}

/**
 * Writes a signature or token into its placeholder, in hexadecimal; the rest stays zero (ISO 32000-2 §12.8.1).
 *
 * @param increment changed in place
 * @throws PadesError with `tooLarge` when it does not fit
 */
export const embedSignature = (
  increment: Uint8Array,
  { baseSize, contentsStart, contentsHexLength }: Placeholder,
  der: Uint8Array,
  tooLarge: PadesErrorCode,
): void => {
  if (der.length * 2 > contentsHexLength) throw new PadesError(tooLarge, 'the signature does not fit its placeholder')
  const hexadecimal = Buffer.from(der.buffer, der.byteOffset, der.length).toString('hex')
  Buffer.from(increment.buffer, increment.byteOffset).write(hexadecimal, contentsStart - baseSize + 1, 'latin1')
}
