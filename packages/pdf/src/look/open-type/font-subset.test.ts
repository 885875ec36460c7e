import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font } from '@cantoo/fontkit'
import { expect, test } from '@jest/globals'
import { openFontFile } from './font-file.ts'
import { fontSubset } from './font-subset.ts'
import { viewOf } from './table-directory.ts'

const require = createRequire(import.meta.url)
const bytes = readFileSync(require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'))
const font = openFontFile(bytes)
/** What another library reads in the same file. */
const judge = create(bytes) as Font

const letters = Array.from('Łukasz Šárka Dvořáková ÉÏçøß Ἀθῆναι Київ €½…')
const glyphs = letters.map((letter) => font.glyphOf(letter.codePointAt(0) as number))

test('a font file is read as another library reads it', () => {
  for (let codePoint = 0; codePoint < 0x3000; codePoint += 1) {
    const glyph = font.glyphOf(codePoint)
    expect([codePoint, glyph]).toEqual([codePoint, judge.glyphForCodePoint(codePoint)?.id])
    if (glyph !== 0) expect(font.advanceOf(glyph)).toBe(judge.getGlyph(glyph)?.advanceWidth)
  }
  const { minX, minY, maxX, maxY } = judge.bbox
  const { box, unitsPerEm, ascent, descent, lineGap, capHeight } = font
  expect({ box, unitsPerEm, ascent, descent, lineGap, capHeight }).toEqual({
    box: [minX, minY, maxX, maxY],
    unitsPerEm: judge.unitsPerEm,
    ascent: judge.ascent,
    descent: judge.descent,
    lineGap: judge.lineGap,
    capHeight: judge.capHeight,
  })
})

test('a subset has the same shapes and widths, composed letters too, and is small', () => {
  const subset = fontSubset(font)
  const numbers = glyphs.map(subset.include)
  const program = subset.program()
  const read = create(Buffer.from(program)) as Font
  numbers.forEach((number, index) => {
    const [shown, original] = [read.getGlyph(number), judge.getGlyph(glyphs[index] as number)]
    expect(shown?.path.toSVG()).toBe(original?.path.toSVG())
    expect(shown?.advanceWidth).toBe(original?.advanceWidth)
  })
  expect(numbers.slice(0, 2)).toEqual([1, 2])
  expect(read.numGlyphs).toBeGreaterThan(new Set(numbers).size)
  expect(program.length).toBeLessThan(20_000)
})

test('the same glyphs give the same file, and the font stays as it is', () => {
  const programs = [1, 2].map(() => {
    const subset = fontSubset(font)
    for (const glyph of glyphs) subset.include(glyph)
    return subset.program()
  })
  expect(programs[0]).toEqual(programs[1])
  expect(
    bytes.equals(readFileSync(require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'))),
  ).toBe(true)
})

test('the checksum of the whole file comes out as the format demands', () => {
  const subset = fontSubset(font)
  for (const glyph of glyphs) subset.include(glyph)
  const view = viewOf(subset.program())
  let sum = 0
  for (let at = 0; at < view.byteLength; at += 4) sum = (sum + view.getUint32(at)) >>> 0
  expect(sum).toBe(0xb1b0afba)
})
