import { inflateSync } from 'node:zlib'
import { undoPredictor } from '../file/predictor.ts'
import { invalidImage } from './image-size.ts'
import { type PngChunks, readPngChunks } from './png-chunks.ts'

/** A decoded PNG: samples of eight bits, row by row. */
export interface PngImage {
  readonly width: number
  readonly height: number
  /** 1 grey, 3 RGB. */
  readonly components: 1 | 3
  readonly samples: Uint8Array
  /** A sample for each pixel; null when nothing is transparent. */
  readonly alpha: Uint8Array | null
}

/** Samples of each pixel as they are stored, by colour type (ISO/IEC 15948 table 11.1). */
const channels = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const

/**
 * Decodes a PNG. Samples of 16 bits lose their lower half, smaller ones are spread to eight bits.
 *
 * @throws PdfError ERR_PDF_LOOK_IMAGE_INVALID, ERR_PDF_LOOK_IMAGE_UNSUPPORTED, ERR_PDF_LOOK_IMAGE_TOO_LARGE
 */
export const decodePng = (bytes: Uint8Array): PngImage => {
  const chunks = readPngChunks(bytes)
  const { width, height, colourType } = chunks
  const values = unpacked(chunks, unfiltered(chunks))
  const { components, samples, alpha } =
    colourType === 3 ? paletteColours(chunks, values) : directColours(chunks, values)
  return { width, height, components, samples, alpha: alpha.every((value) => value === 255) ? null : alpha }
}

/** Bytes of a row without its filter. */
const rowBytes = ({ width, bitDepth, colourType }: PngChunks): number =>
  Math.ceil((width * channels[colourType] * bitDepth) / 8)

const unfiltered = (chunks: PngChunks): Uint8Array => {
  const { width, height, bitDepth, colourType, data } = chunks
  const row = rowBytes(chunks) + 1
  const filtered = inflate(data, row * height)
  for (let at = 0; at < filtered.length; at += row) {
    if ((filtered[at] as number) > 4) throw invalidImage('an unknown filter')
  }
  return undoPredictor(filtered, {
    predictor: 15,
    colors: channels[colourType],
    bitsPerComponent: bitDepth,
    columns: width,
  })
}

const inflate = (data: Uint8Array, length: number): Uint8Array => {
  let inflated: Uint8Array
  try {
    inflated = inflateSync(data, { maxOutputLength: length })
  } catch (cause) {
    throw invalidImage('its data does not unpack', { cause })
  }
  if (inflated.length !== length) throw invalidImage('rows are missing')
  return inflated
}

/** The stored values, one by one. Rows begin at whole bytes. */
const unpacked = (chunks: PngChunks, rows: Uint8Array): Uint8Array | Uint16Array => {
  const { width, height, bitDepth, colourType } = chunks
  if (bitDepth === 8) return rows
  const perRow = width * channels[colourType]
  const values = new Uint16Array(perRow * height)
  const row = rowBytes(chunks)
  for (let index = 0; index < values.length; index += 1) {
    const bit = (index % perRow) * bitDepth
    const at = Math.floor(index / perRow) * row + (bit >> 3)
    const byte = rows[at] as number
    values[index] =
      bitDepth === 16
        ? byte * 256 + (rows[at + 1] as number)
        : (byte >> (8 - bitDepth - (bit & 7))) & ((1 << bitDepth) - 1)
  }
  return values
}

interface Colours {
  readonly components: 1 | 3
  readonly samples: Uint8Array
  readonly alpha: Uint8Array
}

const paletteColours = ({ palette, transparency }: PngChunks, values: Uint8Array | Uint16Array): Colours => {
  if (palette === null) throw invalidImage('its palette is missing')
  const samples = new Uint8Array(values.length * 3)
  const alpha = new Uint8Array(values.length)
  for (const [pixel, index] of values.entries()) {
    if (index * 3 + 3 > palette.length) throw invalidImage('a colour is not in its palette')
    samples.set(palette.subarray(index * 3, index * 3 + 3), pixel * 3)
    alpha[pixel] = transparency?.[index] ?? 255
  }
  return { components: 3, samples, alpha }
}

const directColours = (
  { bitDepth, colourType, transparency }: PngChunks,
  values: Uint8Array | Uint16Array,
): Colours => {
  const stored = channels[colourType]
  const components = stored < 3 ? 1 : 3
  const hasAlpha = stored > components
  const pixels = values.length / stored
  const samples = new Uint8Array(pixels * components)
  const alpha = new Uint8Array(pixels)
  const eightBits = scaleFrom(bitDepth)
  const clear = transparency !== null && !hasAlpha ? colourKey(transparency, components) : null
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const at = pixel * stored
    for (let part = 0; part < components; part += 1) {
      samples[pixel * components + part] = eightBits(values[at + part] as number)
    }
    const isClear = clear?.every((value, part) => value === values[at + part]) ?? false
    alpha[pixel] = hasAlpha ? eightBits(values[at + components] as number) : isClear ? 0 : 255
  }
  return { components, samples, alpha }
}

/** The colour that is transparent: two bytes for each component (ISO/IEC 15948 11.3.2). */
const colourKey = (transparency: Uint8Array, components: number): number[] => {
  if (transparency.length !== components * 2) throw invalidImage('its transparent colour is none')
  return Array.from(
    { length: components },
    (_, part) => (transparency[part * 2] as number) * 256 + (transparency[part * 2 + 1] as number),
  )
}

const scaleFrom = (bitDepth: number): ((value: number) => number) =>
  bitDepth === 16 ? (value) => value >> 8 : (value) => Math.round((value * 255) / (2 ** bitDepth - 1))
