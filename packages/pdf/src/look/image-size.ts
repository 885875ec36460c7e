import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'

/** @throws PdfError ERR_PDF_LOOK_IMAGE_INVALID, ERR_PDF_LOOK_IMAGE_TOO_LARGE */
export const requireImageSize = (width: number, height: number): void => {
  if (width < 1 || height < 1) throw invalidImage('it has no area')
  if (width * height > limits.imagePixels) {
    throw new PdfError('ERR_PDF_LOOK_IMAGE_TOO_LARGE', 'the image has too many pixels')
  }
}

export const invalidImage = (why: string, options?: ErrorOptions): PdfError =>
  new PdfError('ERR_PDF_LOOK_IMAGE_INVALID', `the image is damaged: ${why}`, options)

export const unsupportedImage = (why: string): PdfError =>
  new PdfError('ERR_PDF_LOOK_IMAGE_UNSUPPORTED', `the image is of a form that is not drawn: ${why}`)
