import { invalidImage, requireImageSize, unsupportedImage } from './image-size.ts'

/** What the frame header of a JPEG says (ITU-T T.81 B.2.2). */
export interface JpegHeader {
  readonly width: number
  readonly height: number
  /** 1 grey, 3 colour. */
  readonly components: 1 | 3
}

const startOfImage = 0xd8
const endOfImage = 0xd9
const startOfScan = 0xda
/** Baseline, extended sequential and progressive frames, Huffman coded: what DCTDecode knows (ISO 32000-2 7.4.8). */
const frames = new Set([0xc0, 0xc1, 0xc2])
/** Code points of the frame range that begin no frame: Huffman tables, reserved, arithmetic conditioning. */
const noFrames = new Set([0xc4, 0xc8, 0xcc])

export const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === startOfImage

/**
 * Reads the marker segments up to the first scan. The scans are not decoded: viewers do.
 *
 * @throws PdfError ERR_PDF_LOOK_IMAGE_INVALID, ERR_PDF_LOOK_IMAGE_UNSUPPORTED, ERR_PDF_LOOK_IMAGE_TOO_LARGE
 */
export const readJpegHeader = (bytes: Uint8Array): JpegHeader => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let header: JpegHeader | null = null
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) throw invalidImage('no marker where one must be')
    const marker = bytes[at + 1] as number
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === startOfScan) return requireEnd(bytes, header)
    const length = view.getUint16(at + 2)
    if (length < 2 || at + 2 + length > bytes.length) throw invalidImage('a segment is too long')
    if (isFrame(marker)) header = readFrame(bytes.subarray(at + 4, at + 2 + length), marker)
    at += 2 + length
  }
  throw invalidImage('it ends before its first scan')
}

const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && !noFrames.has(marker)

const readFrame = (frame: Uint8Array, marker: number): JpegHeader => {
  if (frame.length < 6) throw invalidImage('its frame header is too short')
  if (!frames.has(marker) || frame[0] !== 8)
    throw unsupportedImage('a JPEG that is lossless, arithmetic or not of 8 bits')
  const [height, width] = [1, 3].map((at) => (frame[at] as number) * 256 + (frame[at + 1] as number)) as [
    number,
    number,
  ]
  const components = frame[5]
  if (components !== 1 && components !== 3) throw unsupportedImage('a JPEG in other colours than grey or RGB')
  requireImageSize(width, height)
  return { width, height, components }
}

const requireEnd = (bytes: Uint8Array, header: JpegHeader | null): JpegHeader => {
  if (header === null) throw invalidImage('it has no frame header')
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf(Buffer.of(0xff, endOfImage)) < 0) {
    throw invalidImage('its end is missing')
  }
  return header
}
