import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { PdfError } from '../pdf-error.ts'
import { fontNode } from './font-node.ts'
import type { LookNode } from './look-node.ts'
import { type FontFile, openFontFile } from './open-type/font-file.ts'
import { type FontSubset, fontSubset } from './open-type/font-subset.ts'
import type { SubsetGlyph } from './to-unicode-map.ts'

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
 * The font for these texts. The file is read once, at the first call. Each character is one glyph: texts are composed
 * (NFC), and letters of scripts that must be shaped are refused.
 *
 * @throws PdfError ERR_PDF_LOOK_GLYPH_MISSING
 */
export const lookFont = (texts: readonly string[]): LookFont => {
  loaded ??= openFontFile(readFileSync(file))
  const font = loaded
  const glyphsOf = (text: string): number[] =>
    Array.from(text, (character) => font.glyphOf(character.codePointAt(0) as number))
  const missing = texts.some((text) => shaped.test(text) || glyphsOf(text).includes(0))
  if (missing) throw new PdfError('ERR_PDF_LOOK_GLYPH_MISSING', 'the font has no glyph for a character')
  const subset = fontSubset(font)
  return {
    ascent: font.ascent / font.unitsPerEm,
    lineHeight: (font.ascent - font.descent + font.lineGap) / font.unitsPerEm,
    measure: (text) => glyphsOf(text).reduce((sum, glyph) => sum + font.advanceOf(glyph), 0) / font.unitsPerEm,
    encode: (line) =>
      `<${glyphsOf(line)
        .map((glyph) => fourDigits(subset.include(glyph)))
        .join('')}>`,
    node: subsetNode(font, texts, subset),
  }
}

const require = createRequire(import.meta.url)
const file = require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf')
let loaded: FontFile | undefined

/** The font has its letters, but they change with their neighbours. */
const shaped = /\p{Script=Devanagari}/u

const subsetNode = (font: FontFile, texts: readonly string[], subset: FontSubset): LookNode => {
  const thousandths = (units: number): number => Math.round((units * 1000) / font.unitsPerEm)
  const glyphs = new Map<number, SubsetGlyph>()
  for (const text of texts.flatMap((line) => Array.from(line))) {
    const glyph = font.glyphOf(text.codePointAt(0) as number)
    const number = subset.include(glyph)
    glyphs.set(number, { number, width: thousandths(font.advanceOf(glyph)), text })
  }
  return fontNode({
    name: subsetName(texts),
    box: font.box.map(thousandths),
    ascent: thousandths(font.ascent),
    descent: thousandths(font.descent),
    capHeight: thousandths(font.capHeight),
    glyphs: [...glyphs.values()].sort((a, b) => a.number - b.number),
    program: subset.program(),
  })
}

/** Six letters for the subset (ISO 32000-2 9.9.2), other ones for another text. */
const subsetName = (texts: readonly string[]): string => {
  const digest = createHash('sha256').update(texts.join('\n')).digest()
  return `${String.fromCharCode(...digest.subarray(0, 6).map((byte) => 65 + (byte % 26)))}+NotoSans-Regular`
}

/** A glyph number as it stands in a string of Identity-H. */
const fourDigits = (number: number): string => number.toString(16).padStart(4, '0').toUpperCase()
