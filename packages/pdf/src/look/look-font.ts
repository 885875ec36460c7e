import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Font, Glyph } from '@cantoo/fontkit'
import { PdfError } from '../pdf-error.ts'
import { fontNode } from './font-node.ts'
import type { LookNode } from './look-node.ts'
import type { SubsetGlyph } from './to-unicode-map.ts'

const require = createRequire(import.meta.url)

/** The font of one look: Noto Sans with the glyphs of its text. */
export interface LookFont {
  /** In units of the font size. */
  readonly ascent: number
  readonly lineHeight: number
  /** Width of a text in units of the font size. */
  measure(text: string): number
  /** A line as a string object for the content stream. */
  encode(line: string): string
  /** The font dictionary with the subset. */
  readonly node: LookNode
}

/**
 * The font for these texts. Library and font file are loaded once, at the first call.
 *
 * @throws PdfError ERR_PDF_LOOK_GLYPH_MISSING
 */
export const lookFont = async (texts: readonly string[]): Promise<LookFont> => {
  loaded ??= loadFont()
  const font = await loaded
  requireGlyphs(font, texts)
  const layout = (text: string): readonly Glyph[] => font.layout(text).glyphs
  const thousandths = (units: number): number => Math.round((units * 1000) / font.unitsPerEm)
  const subset = font.createSubset()
  const glyphs = new Map<number, SubsetGlyph>()
  for (const glyph of texts.flatMap(layout)) {
    const number = subset.includeGlyph(glyph)
    glyphs.set(number, {
      number,
      width: thousandths(glyph.advanceWidth),
      text: String.fromCodePoint(...glyph.codePoints),
    })
  }
  const { minX, minY, maxX, maxY } = font.bbox
  const node = fontNode({
    name: subsetName(texts),
    box: [minX, minY, maxX, maxY].map(thousandths),
    ascent: thousandths(font.ascent),
    descent: thousandths(font.descent),
    capHeight: thousandths(font.capHeight),
    glyphs: [...glyphs.values()].sort((a, b) => a.number - b.number),
    program: subset.encode(),
  })
  return {
    ascent: font.ascent / font.unitsPerEm,
    lineHeight: (font.ascent - font.descent + font.lineGap) / font.unitsPerEm,
    measure: (text) => layout(text).reduce((sum, glyph) => sum + glyph.advanceWidth, 0) / font.unitsPerEm,
    encode: (line) =>
      `<${layout(line)
        .map((glyph) => fourDigits(subset.includeGlyph(glyph)))
        .join('')}>`,
    node,
  }
}

let loaded: Promise<Font> | undefined

const loadFont = async (): Promise<Font> => {
  const { create } = await import('@cantoo/fontkit')
  const file = require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf')
  const font = create(await readFile(file))
  if (!('layout' in font)) throw new TypeError('our font file is a collection')
  return font
}

const requireGlyphs = (font: Font, texts: readonly string[]): void => {
  const missing = texts.some((text) =>
    Array.from(text).some((character) => !font.hasGlyphForCodePoint(character.codePointAt(0) as number)),
  )
  if (missing) throw new PdfError('ERR_PDF_LOOK_GLYPH_MISSING', 'the font has no glyph for a character')
}

/** Six letters for the subset (ISO 32000-2 9.9.2), other ones for another text. */
const subsetName = (texts: readonly string[]): string => {
  const digest = createHash('sha256').update(texts.join('\n')).digest()
  return `${String.fromCharCode(...digest.subarray(0, 6).map((byte) => 65 + (byte % 26)))}+NotoSans-Regular`
}

/** A glyph number as it stands in a string of Identity-H. */
const fourDigits = (number: number): string => number.toString(16).padStart(4, '0').toUpperCase()
