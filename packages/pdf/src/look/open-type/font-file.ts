import { characterMap } from './character-map.ts'
import { readTables, viewOf } from './table-directory.ts'

/** A TrueType font in memory; sizes in its own units. */
export interface FontFile {
  readonly unitsPerEm: number
  readonly box: readonly [number, number, number, number]
  readonly ascent: number
  readonly descent: number
  readonly lineGap: number
  readonly capHeight: number
  /** The glyph of a character; 0 when there is none. */
  glyphOf(codePoint: number): number
  advanceOf(glyph: number): number
  /** The description of a glyph in table `glyf`; empty for a blank. */
  outlineOf(glyph: number): Uint8Array
  /** As it stands in the file. */
  table(tag: string): Uint8Array
}

/** Opens a font file (OpenType 1.9) that we ship: what it says is not checked. */
export const openFontFile = (file: Uint8Array): FontFile => {
  const tables = readTables(file)
  const table = (tag: string): Uint8Array => {
    const found = tables.get(tag)
    if (found === undefined) throw new TypeError(`our font has no table ${tag}`)
    return found
  }
  const [head, hhea, hmtx, loca, os2] = ['head', 'hhea', 'hmtx', 'loca', 'OS/2'].map((tag) => viewOf(table(tag))) as [
    DataView,
    DataView,
    DataView,
    DataView,
    DataView,
  ]
  const glyf = table('glyf')
  const hasLongOffsets = head.getInt16(50) === 1
  const offsetOf = (glyph: number): number =>
    hasLongOffsets ? loca.getUint32(glyph * 4) : loca.getUint16(glyph * 2) * 2
  const metrics = hhea.getUint16(34)
  return {
    unitsPerEm: head.getUint16(18),
    box: [head.getInt16(36), head.getInt16(38), head.getInt16(40), head.getInt16(42)],
    ascent: hhea.getInt16(4),
    descent: hhea.getInt16(6),
    lineGap: hhea.getInt16(8),
    capHeight: os2.getInt16(88),
    glyphOf: characterMap(table('cmap')),
    // Glyphs after the last metrics are as wide as that one.
    advanceOf: (glyph) => hmtx.getUint16(Math.min(glyph, metrics - 1) * 4),
    outlineOf: (glyph) => glyf.subarray(offsetOf(glyph), offsetOf(glyph + 1)),
    table,
  }
}
