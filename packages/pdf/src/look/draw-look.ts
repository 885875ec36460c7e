import { pdfNumber } from '../field/widget.ts'
import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import { calibratedGray } from './calibrated-colour.ts'
import { type Look, lookOf } from './look.ts'
import { type Box, imageBox, placeBoxes } from './look-boxes.ts'
import { type LookFont, lookFont } from './look-font.ts'
import { type LookNode, portableObjects, streamNode } from './look-node.ts'
import { rasterImage } from './raster-image.ts'
import { layOutText } from './text-layout.ts'

const largestSide = 14_400

/** An image in a look: a logo, or a drawn signature. */
export interface LookImage {
  /** A PNG (not interlaced) or a JPEG (grey or RGB), up to 2 MiB and 2,000,000 pixels. */
  readonly bytes: Uint8Array
  /** Where it stands beside the text; `left` when absent. Without text it has the whole box. */
  readonly place?: 'left' | 'right' | 'behind'
}

/** What a visible signature shows. What it says to assistive technology is the label of the field. */
export interface LookToDraw {
  /** Width and height of the field's rectangle, before page rotation, in 1/72 inch. */
  readonly width: number
  readonly height: number
  /** Rotation of the page (`pageBox`): the look is turned so that it stands upright when shown. */
  readonly rotate?: 0 | 90 | 180 | 270
  /** Paragraphs; each is wrapped where needed. None or empty ones leave an image alone. */
  readonly lines: readonly string[]
  /** Largest font size in points; 10 when absent. Made smaller until all fits. */
  readonly fontSize?: number
  readonly image?: LookImage
  /** Puts what is transparent in an image on white, for files that must not have transparency (`allowsTransparency`). */
  readonly opaque?: boolean
}

/**
 * Draws a look: the lines in Noto Sans (an embedded subset) and an image within a thin frame. The same input
 * gives the same bytes. It is fit for PDF/A: all colours are calibrated, the font has its Unicode map.
 *
 * @throws PdfError ERR_PDF_LOOK_TOO_SMALL, ERR_PDF_LOOK_GLYPH_MISSING, ERR_PDF_RECT_INVALID,
 * ERR_PDF_LOOK_IMAGE_INVALID, ERR_PDF_LOOK_IMAGE_UNSUPPORTED, ERR_PDF_LOOK_IMAGE_TOO_LARGE, ERR_PDF_TOO_LARGE
 *
 * @example
 * const { rotate } = pageBox(doc, 1)
 * const look = await drawLook({
 *   width: 200, height: 60, rotate,
 *   lines: ['Ondertekend door', name],
 *   image: { bytes: logo },
 *   opaque: !allowsTransparency(doc),
 * })
 */
export const drawLook = async (input: LookToDraw): Promise<Look> => {
  const { width, height, rotate = 0, fontSize = 10, opaque = false } = input
  const usable = [width, height].every((side) => side > 0 && side <= largestSide)
  if (!usable) throw new PdfError('ERR_PDF_RECT_INVALID', 'impossible size of a look')
  const [uprightWidth, uprightHeight] = rotate % 180 === 0 ? [width, height] : [height, width]
  const lines = cleanLines(input.lines)
  const image = input.image ? rasterImage(input.image.bytes, opaque) : null
  const font = lines.length === 0 ? null : lookFont(lines)
  const whole = { left: 0, bottom: 0, width: uprightWidth, height: uprightHeight }
  const boxes = placeBoxes(whole, image !== null && font !== null ? (input.image?.place ?? 'left') : 'behind')
  const content = [
    frame(whole),
    image === null ? '' : drawn(imageBox(boxes.image, image)),
    font === null ? '' : written(lines, boxes.text, font, fontSize),
  ].join('')
  const form = streamNode(
    [
      `/Type/XObject/Subtype/Form/BBox[0 0 ${pdfNumber(uprightWidth)} ${pdfNumber(uprightHeight)}]` +
        `/Matrix${matrix(rotate, width, height)}/Resources<</ColorSpace<</G${calibratedGray}>>`,
      ...resource('Font', 'F', font?.node),
      ...resource('XObject', 'I', image?.node),
      '>>',
    ],
    Buffer.from(content, 'latin1'),
  )
  return lookOf(portableObjects(form), image?.transparent ?? false)
}

const cleanLines = (lines: readonly string[]): string[] => {
  const units = lines.reduce((sum, line) => sum + line.length, 0)
  if (lines.length > limits.lookLines || units > limits.lookText) {
    throw new PdfError('ERR_PDF_LOOK_TOO_SMALL', 'more text than any field holds')
  }
  const cleaned = lines.map((line) =>
    line
      .normalize('NFC')
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim(),
  )
  return cleaned.every((line) => line === '') ? [] : cleaned
}

const resource = (category: string, name: string, node: LookNode | undefined): LookNode['parts'] =>
  node === undefined ? [] : [`/${category}<</${name} `, node, '>>']

/** A line of half a point, just within the box. */
const frame = ({ width, height }: Box): string =>
  `/G CS .4 SC .5 w .25 .25 ${pdfNumber(width - 0.5)} ${pdfNumber(height - 0.5)} re S\n`

const drawn = ({ left, bottom, width, height }: Box): string =>
  `q ${[width, 0, 0, height, left, bottom].map(pdfNumber).join(' ')} cm /I Do Q\n`

const written = (lines: readonly string[], box: Box, font: LookFont, largest: number): string => {
  const { width, height, left, bottom } = box
  const layout = layOutText(lines, { width, height, lineHeight: font.lineHeight, largest }, font.measure)
  const shown = layout.lines.map((line, index) => {
    const baseline = bottom + height - (index * font.lineHeight + font.ascent) * layout.size
    return `1 0 0 1 ${pdfNumber(left)} ${pdfNumber(baseline)} Tm ${font.encode(line)} Tj\n`
  })
  return `BT /G cs 0 sc /F ${pdfNumber(layout.size)} Tf\n${shown.join('')}ET\n`
}

/** A page turned clockwise shows what was turned counter-clockwise upright (ISO 32000-2 12.5.5). */
const matrix = (rotate: number, width: number, height: number): string => {
  if (rotate === 90) return `[0 1 -1 0 ${pdfNumber(width)} 0]`
  if (rotate === 180) return `[-1 0 0 -1 ${pdfNumber(width)} ${pdfNumber(height)}]`
  if (rotate === 270) return `[0 -1 1 0 0 ${pdfNumber(height)}]`
  return '[1 0 0 1 0 0]'
}
