import { crc32 } from 'node:zlib'
import { invalidImage, requireImageSize, unsupportedImage } from './image-size.ts'

/** The chunks of a PNG that matter for drawing it (ISO/IEC 15948 11). */
export interface PngChunks {
  readonly width: number
  readonly height: number
  readonly bitDepth: number
  /** 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha. */
  readonly colourType: 0 | 2 | 3 | 4 | 6
  /** PLTE: three bytes for each colour. */
  readonly palette: Uint8Array | null
  /** tRNS: alpha of the palette's colours, or the colour that is transparent. */
  readonly transparency: Uint8Array | null
  /** The compressed image data of all IDAT chunks. */
  readonly data: Uint8Array
}

const signature = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

/** Bit depths of each colour type (ISO/IEC 15948 table 11.1). */
const bitDepths = { 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] } as const

export const isPng = (bytes: Uint8Array): boolean => signature.equals(bytes.subarray(0, 8))

/**
 * Splits a PNG into its chunks, with their checksums checked.
 *
 * @throws PdfError ERR_PDF_LOOK_IMAGE_INVALID, ERR_PDF_LOOK_IMAGE_UNSUPPORTED, ERR_PDF_LOOK_IMAGE_TOO_LARGE
 */
export const readPngChunks = (bytes: Uint8Array): PngChunks => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const data: Uint8Array[] = []
  const single = new Map<string, Uint8Array>()
  let at = 8
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at)
    const end = at + 8 + length
    if (end + 4 > bytes.length) break
    if (crc32(bytes.subarray(at + 4, end)) !== view.getUint32(end)) throw invalidImage('a checksum is wrong')
    const type = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1')
    const chunk = bytes.subarray(at + 8, end)
    if (at === 8 && type !== 'IHDR') throw invalidImage('its header does not come first')
    if (type === 'IEND') return assembled(single, data)
    if (type === 'IDAT') data.push(chunk)
    else if (!single.has(type)) single.set(type, chunk)
    at = end + 4
  }
  throw invalidImage('its end is missing')
}

const assembled = (single: ReadonlyMap<string, Uint8Array>, data: readonly Uint8Array[]): PngChunks => ({
  ...readHeader(single.get('IHDR') ?? new Uint8Array(0)),
  palette: single.get('PLTE') ?? null,
  transparency: single.get('tRNS') ?? null,
  data: Buffer.concat(data),
})

const readHeader = (header: Uint8Array): Pick<PngChunks, 'width' | 'height' | 'bitDepth' | 'colourType'> => {
  if (header.length !== 13) throw invalidImage('its header is too short')
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength)
  const [width, height] = [view.getUint32(0), view.getUint32(4)]
  const [bitDepth, colourType, compression, filter, interlace] = header.subarray(8) as unknown as number[]
  if (compression !== 0 || filter !== 0 || !isColourType(colourType)) throw invalidImage('its header is impossible')
  if (!(bitDepths[colourType] as readonly unknown[]).includes(bitDepth)) throw invalidImage('an impossible bit depth')
  if (interlace !== 0) throw unsupportedImage('an interlaced PNG')
  requireImageSize(width, height)
  return { width, height, bitDepth: bitDepth as number, colourType }
}

const isColourType = (value: number | undefined): value is keyof typeof bitDepths =>
  value !== undefined && Object.hasOwn(bitDepths, value)
