import { PdfError } from '../pdf-error.ts'

export interface PredictorParameters {
  /** 1 none, 2 TIFF, 10–15 PNG (each row names its own). */
  readonly predictor: number
  readonly colors: number
  readonly bitsPerComponent: number
  readonly columns: number
}

/**
 * Undoes a predictor, ISO 32000-2 7.4.4.4. An incomplete last row is dropped.
 *
 * @param data changed: what comes out stands where it stood, as twice a large cross-reference is too much
 * @throws PdfError ERR_PDF_FILTER_UNSUPPORTED, ERR_PDF_STREAM_INVALID
 */
export const undoPredictor = (data: Uint8Array, parameters: PredictorParameters): Uint8Array => {
  const { predictor, colors, bitsPerComponent, columns } = parameters
  if (predictor === 1) return data
  const valid = [colors, bitsPerComponent, columns].every((value) => Number.isSafeInteger(value) && value > 0)
  const bitsPerPixel = colors * bitsPerComponent
  if (!valid || bitsPerPixel > 1024 || columns > 1_000_000) {
    throw new PdfError('ERR_PDF_STREAM_INVALID', 'impossible predictor parameters')
  }
  const pixel = Math.max(1, bitsPerPixel >> 3)
  const row = Math.ceil((columns * bitsPerPixel) / 8)
  if (predictor >= 10 && predictor <= 15) return undoPng(data, row, pixel)
  if (predictor === 2 && bitsPerComponent === 8) return undoTiff(data, row, pixel)
  throw new PdfError('ERR_PDF_FILTER_UNSUPPORTED', 'unknown predictor')
}

/** RFC 2083 clause 6: every row begins with the number of its filter, so that what comes out always is behind. */
const undoPng = (data: Uint8Array, row: number, pixel: number): Uint8Array => {
  const rows = Math.floor(data.length / (row + 1))
  for (let index = 0; index < rows; index += 1) {
    const from = index * (row + 1)
    const filter = pngFilters[data[from] as number]
    if (filter === undefined) throw new PdfError('ERR_PDF_STREAM_INVALID', 'unknown PNG filter')
    filter(data, { from: from + 1, at: index * row, row, pixel })
  }
  return data.subarray(0, rows * row)
}

/** A row that begins at `from` and goes to `at`. */
interface PngRow {
  readonly from: number
  readonly at: number
  readonly row: number
  /** Bytes. */
  readonly pixel: number
}
type PngFilter = (data: Uint8Array, row: PngRow) => void

const left = (data: Uint8Array, at: number, column: number, pixel: number): number =>
  column < pixel ? 0 : (data[at + column - pixel] as number)
/** The row above is the one before; above the first there are zeros. */
const up = (data: Uint8Array, at: number, row: number, column: number): number =>
  at < row ? 0 : (data[at + column - row] as number)

const pngFilters: readonly PngFilter[] = [
  (data, { from, at, row }) => void data.copyWithin(at, from, from + row),
  (data, { from, at, row, pixel }) => {
    for (let x = 0; x < row; x += 1) data[at + x] = (data[from + x] as number) + left(data, at, x, pixel)
  },
  (data, { from, at, row }) => {
    for (let x = 0; x < row; x += 1) data[at + x] = (data[from + x] as number) + up(data, at, row, x)
  },
  (data, { from, at, row, pixel }) => {
    for (let x = 0; x < row; x += 1) {
      data[at + x] = (data[from + x] as number) + ((left(data, at, x, pixel) + up(data, at, row, x)) >> 1)
    }
  },
  (data, { from, at, row, pixel }) => {
    for (let x = 0; x < row; x += 1) {
      const upperLeft = x < pixel ? 0 : up(data, at, row, x - pixel)
      data[at + x] = (data[from + x] as number) + paeth(left(data, at, x, pixel), up(data, at, row, x), upperLeft)
    }
  },
]

const paeth = (a: number, b: number, c: number): number => {
  const estimate = a + b - c
  const toLeft = Math.abs(estimate - a)
  const toUp = Math.abs(estimate - b)
  const toUpperLeft = Math.abs(estimate - c)
  if (toLeft <= toUp && toLeft <= toUpperLeft) return a
  return toUp <= toUpperLeft ? b : c
}

/** TIFF 6.0 clause 14: each component is the difference with the one to its left. */
const undoTiff = (data: Uint8Array, row: number, pixel: number): Uint8Array => {
  const out = data.subarray(0, data.length - (data.length % row))
  for (let at = 0; at < out.length; at += 1) {
    if (at % row >= pixel) out[at] = (out[at] as number) + (out[at - pixel] as number)
  }
  return out
}
