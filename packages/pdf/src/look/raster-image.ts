import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import { calibratedGray, calibratedRgb } from './calibrated-colour.ts'
import { unsupportedImage } from './image-size.ts'
import { isJpeg, readJpegHeader } from './jpeg-header.ts'
import { type LookNode, streamNode } from './look-node.ts'
import { isPng } from './png-chunks.ts'
import { decodePng } from './png-image.ts'

/** An image that can be drawn. */
export interface RasterImage {
  /** Pixels. */
  readonly width: number
  readonly height: number
  /** It has a soft mask: transparency in the sense of PDF/A. */
  readonly transparent: boolean
  /** The image XObject (ISO 32000-2 8.9.5). */
  readonly node: LookNode
}

/**
 * A PNG or JPEG as an image XObject. JPEG data is passed through unchanged. PNG is decoded; its alpha
 * becomes a soft mask, or with `opaque` is put on white. Bounded in bytes and pixels.
 *
 * @throws PdfError ERR_PDF_LOOK_IMAGE_INVALID, ERR_PDF_LOOK_IMAGE_UNSUPPORTED, ERR_PDF_LOOK_IMAGE_TOO_LARGE
 */
export const rasterImage = (bytes: Uint8Array, opaque: boolean): RasterImage => {
  if (bytes.length > limits.imageBytes) {
    throw new PdfError('ERR_PDF_LOOK_IMAGE_TOO_LARGE', 'the image has too many bytes')
  }
  if (isJpeg(bytes)) return jpegImage(bytes)
  if (isPng(bytes)) return pngImage(bytes, opaque)
  throw unsupportedImage('no PNG and no JPEG')
}

const jpegImage = (bytes: Uint8Array): RasterImage => {
  const { width, height, components } = readJpegHeader(bytes)
  const entries = `${imageEntries(width, height, components)}/Filter/DCTDecode`
  return { width, height, transparent: false, node: { parts: [entries], data: bytes.slice() } }
}

const pngImage = (bytes: Uint8Array, opaque: boolean): RasterImage => {
  const { width, height, components, samples, alpha } = decodePng(bytes)
  const entries = imageEntries(width, height, components)
  if (alpha === null) return { width, height, transparent: false, node: streamNode([entries], samples) }
  if (opaque) {
    const node = streamNode([entries], onWhite(samples, alpha, components))
    return { width, height, transparent: false, node }
  }
  const mask = streamNode([`${imageHead(width, height)}/ColorSpace/DeviceGray`], alpha)
  return { width, height, transparent: true, node: streamNode([`${entries}/SMask `, mask], samples) }
}

const imageHead = (width: number, height: number): string =>
  `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/BitsPerComponent 8`

const imageEntries = (width: number, height: number, components: 1 | 3): string =>
  `${imageHead(width, height)}/ColorSpace${components === 1 ? calibratedGray : calibratedRgb}`

const onWhite = (samples: Uint8Array, alpha: Uint8Array, components: number): Uint8Array =>
  samples.map((sample, index) => {
    const cover = alpha[Math.floor(index / components)] as number
    return Math.round((sample * cover + 255 * (255 - cover)) / 255)
  })
