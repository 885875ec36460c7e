import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { PDFFont } from 'pdf-lib'
import { pdfNumber } from '../field/widget.ts'
import { PdfError } from '../pdf-error.ts'
import { formXObject } from './form-x-object.ts'
import { type Look, lookOf } from './look.ts'
import { layOutText, type TextLayout } from './text-layout.ts'

const require = createRequire(import.meta.url)
const padding = 3
/** Ascent and line height of Noto Sans in units of the font size. */
const ascent = 1.069
const lineHeight = 1.362
const largestSide = 14_400

/** What a visible signature shows. */
export interface LookText {
  /** Width and height of the field's rectangle, before page rotation, in 1/72 inch. */
  readonly width: number
  readonly height: number
  /** Rotation of the page (`pageBox`): the text is turned so that it stands upright when shown. */
  readonly rotate?: 0 | 90 | 180 | 270
  /** Paragraphs; each is wrapped where needed. */
  readonly lines: readonly string[]
  /** Largest font size in points; 10 when absent. Made smaller until all fits. */
  readonly fontSize?: number
}

/**
 * Draws a look: the lines in Noto Sans (an embedded subset) within a thin frame. The same input gives
 * the same bytes. The drawing library is loaded at the first call only.
 *
 * @throws PdfError ERR_PDF_LOOK_TOO_SMALL, ERR_PDF_LOOK_GLYPH_MISSING, ERR_PDF_RECT_INVALID
 *
 * @example
 * const { rotate } = pageBox(doc, 1)
 * const look = await drawLook({ width: 200, height: 60, rotate, lines: ['Ondertekend door', name] })
 */
export const drawLook = async (input: LookText): Promise<Look> => {
  const { width, height, rotate = 0, lines, fontSize = 10 } = input
  const usable = [width, height].every((side) => side > 0 && side <= largestSide)
  if (!usable) throw new PdfError('ERR_PDF_RECT_INVALID', 'impossible size of a look')
  const [uprightWidth, uprightHeight] = rotate % 180 === 0 ? [width, height] : [height, width]
  const { PDFDocument, grayscale } = await import('pdf-lib')
  const { default: fontkit } = await import('@cantoo/fontkit')
  const drawing = await PDFDocument.create({ updateMetadata: false })
  drawing.registerFontkit(fontkit)
  const text = lines.map(cleanLine)
  const font = await drawing.embedFont(await readFont(), { subset: true, customName: subsetName(text) })
  requireGlyphs(font, text)
  const box = { width: uprightWidth - 2 * padding, height: uprightHeight - 2 * padding, lineHeight, largest: fontSize }
  const layout = layOutText(text, box, (line) => font.widthOfTextAtSize(line, 1))
  const page = drawing.addPage([uprightWidth, uprightHeight])
  page.drawRectangle({
    x: 0.25,
    y: 0.25,
    width: uprightWidth - 0.5,
    height: uprightHeight - 0.5,
    borderWidth: 0.5,
    borderColor: grayscale(0.4),
  })
  drawLines(layout, (line, y) =>
    page.drawText(line, { x: padding, y: uprightHeight - padding - y, size: layout.size, font }),
  )
  const saved = await drawing.save({ useObjectStreams: false, updateFieldAppearances: false })
  return lookOf(
    formXObject(saved, `[0 0 ${pdfNumber(uprightWidth)} ${pdfNumber(uprightHeight)}]`, matrix(rotate, width, height)),
  )
}

const readFont = (): Promise<Uint8Array> =>
  readFile(require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'))

/** Six letters for the subset (ISO 32000-2 9.9.2), other ones for another text. */
const subsetName = (lines: readonly string[]): string => {
  const digest = createHash('sha256').update(lines.join('\n')).digest()
  return `${String.fromCharCode(...digest.subarray(0, 6).map((byte) => 65 + (byte % 26)))}+NotoSans-Regular`
}

const cleanLine = (line: string): string =>
  line
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()

const requireGlyphs = (font: PDFFont, lines: readonly string[]): void => {
  const known = new Set(font.getCharacterSet())
  const missing = lines.some((line) =>
    Array.from(line).some((character) => !known.has(character.codePointAt(0) as number)),
  )
  if (missing) throw new PdfError('ERR_PDF_LOOK_GLYPH_MISSING', 'the font has no glyph for a character')
}

/** Calls `draw` with each line and the depth of its baseline below the upper padding. */
const drawLines = ({ lines, size }: TextLayout, draw: (line: string, y: number) => void): void => {
  for (const [index, line] of lines.entries()) draw(line, (index * lineHeight + ascent) * size)
}

/** A page turned clockwise shows what was turned counter-clockwise upright (ISO 32000-2 12.5.5). */
const matrix = (rotate: number, width: number, height: number): string => {
  if (rotate === 90) return `[0 1 -1 0 ${pdfNumber(width)} 0]`
  if (rotate === 180) return `[-1 0 0 -1 ${pdfNumber(width)} ${pdfNumber(height)}]`
  if (rotate === 270) return `[0 -1 1 0 0 ${pdfNumber(height)}]`
  return '[1 0 0 1 0 0]'
}
