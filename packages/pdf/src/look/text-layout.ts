import { PdfError } from '../pdf-error.ts'

/** Width of a text in units of the font size. */
export type Measure = (text: string) => number

/** Text broken into lines that fit a box. */
export interface TextLayout {
  readonly lines: readonly string[]
  /** Font size in points. */
  readonly size: number
}

const smallest = 3
const step = 0.25

/**
 * The largest font size, down from `largest`, at which the lines fit, wrapped at spaces and hyphens.
 * At the smallest size words may break anywhere. Text is never cut off.
 *
 * @throws PdfError ERR_PDF_LOOK_TOO_SMALL
 */
export const layOutText = (
  lines: readonly string[],
  box: { readonly width: number; readonly height: number; readonly lineHeight: number; readonly largest: number },
  measure: Measure,
): TextLayout => {
  const fits = (wrapped: readonly string[] | null, size: number): wrapped is string[] =>
    wrapped !== null && wrapped.length * size * box.lineHeight <= box.height
  for (let size = Math.max(box.largest, smallest); size >= smallest; size -= step) {
    const wrapped = wrapAll(lines, box.width / size, measure, false)
    if (fits(wrapped, size)) return { lines: wrapped, size }
  }
  const broken = wrapAll(lines, box.width / smallest, measure, true)
  if (fits(broken, smallest)) return { lines: broken, size: smallest }
  throw new PdfError('ERR_PDF_LOOK_TOO_SMALL', 'the text does not fit the field')
}

const wrapAll = (lines: readonly string[], width: number, measure: Measure, breakWords: boolean): string[] | null => {
  const wrapped: string[] = []
  for (const line of lines) {
    const pieces = breakWords ? Array.from(line) : (line.match(/[^\s-]+-*\s*|-+\s*/g) ?? [''])
    const own = wrapPieces(pieces, width, measure)
    if (own === null) return null
    wrapped.push(...own)
  }
  return wrapped
}

/** Fills lines with pieces from left to right; null when one piece alone is too wide. */
const wrapPieces = (pieces: readonly string[], width: number, measure: Measure): string[] | null => {
  const lines: string[] = []
  let line = ''
  for (const piece of pieces) {
    if (measure((line + piece).trimEnd()) <= width) {
      line += piece
    } else {
      if (line !== '') lines.push(line.trimEnd())
      if (measure(piece.trimEnd()) > width) return null
      line = piece
    }
  }
  lines.push(line.trimEnd())
  return lines
}
