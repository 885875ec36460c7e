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

/** RFC 2083 clause 6: every row begins with the number of its filter. */
const undoPng = (data: Uint8Array, row: number, pixel: number): Uint8Array => {
  const rows = Math.floor(data.length / (row + 1))
  const out = new Uint8Array(rows * row)
  for (let index = 0; index < rows; index += 1) {
    const from = index * (row + 1)
    const filter = pngFilters[data[from] as number]
    if (filter === undefined) throw new PdfError('ERR_PDF_STREAM_INVALID', 'unknown PNG filter')
    filter(data.subarray(from + 1, from + 1 + row), out, index * row, row, pixel)
  }
  return out
}

type PngFilter = (input: Uint8Array, out: Uint8Array, at: number, row: number, pixel: number) => void

const left = (out: Uint8Array, at: number, column: number, pixel: number): number =>
  column < pixel ? 0 : (out[at + column - pixel] as number)
/** The row above is the one before in `out`; above the first there are zeros. */
const up = (out: Uint8Array, at: number, row: number, column: number): number =>
  at < row ? 0 : (out[at + column - row] as number)

const pngFilters: readonly PngFilter[] = [
  (input, out, at) => out.set(input, at),
  (input, out, at, row, pixel) => {
    for (let x = 0; x < row; x += 1) out[at + x] = (input[x] as number) + left(out, at, x, pixel)
  },
  (input, out, at, row) => {
    for (let x = 0; x < row; x += 1) out[at + x] = (input[x] as number) + up(out, at, row, x)
  },
  (input, out, at, row, pixel) => {
    for (let x = 0; x < row; x += 1) {
      out[at + x] = (input[x] as number) + ((left(out, at, x, pixel) + up(out, at, row, x)) >> 1)
    }
  },
  (input, out, at, row, pixel) => {
    for (let x = 0; x < row; x += 1) {
      const upperLeft = x < pixel ? 0 : up(out, at, row, x - pixel)
      out[at + x] = (input[x] as number) + paeth(left(out, at, x, pixel), up(out, at, row, x), upperLeft)
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
  const out = data.slice(0, data.length - (data.length % row))
  for (let at = 0; at < out.length; at += 1) {
    if (at % row >= pixel) out[at] = (out[at] as number) + (out[at - pixel] as number)
  }
  return out
}
