import { type LookNode, streamNode } from './look-node.ts'
import { type SubsetGlyph, toUnicodeMap } from './to-unicode-map.ts'

/** An embedded TrueType subset; sizes in thousandths of the font size. */
export interface SubsetFont {
  /** With its six letters (ISO 32000-2 9.9.2). */
  readonly name: string
  readonly box: readonly number[]
  readonly ascent: number
  readonly descent: number
  readonly capHeight: number
  /** Sorted by number. */
  readonly glyphs: readonly SubsetGlyph[]
  /** The font program, with the glyphs that others are composed of too. */
  readonly program: Uint8Array
}

/**
 * A composite font (ISO 32000-2 9.7) whose codes are the glyph numbers of the subset. With a Unicode map,
 * and with the /CIDSet that PDF/A-1 demands (ISO 19005-1 6.3.5).
 */
export const fontNode = (font: SubsetFont): LookNode => {
  const { name, box, ascent, descent, capHeight, glyphs, program } = font
  const descriptor: LookNode = {
    parts: [
      `<</Type/FontDescriptor/FontName/${name}/Flags 4/FontBBox[${box.join(' ')}]/ItalicAngle 0/Ascent ${ascent}` +
        `/Descent ${descent}/CapHeight ${capHeight}/StemV 80/FontFile2 `,
      streamNode([`/Length1 ${program.length}`], program),
      '/CIDSet ',
      streamNode([], glyphSet(glyphCount(program))),
      '>>',
    ],
  }
  const descendant: LookNode = {
    parts: [
      `<</Type/Font/Subtype/CIDFontType2/BaseFont/${name}/CIDSystemInfo<</Registry`,
      { string: Buffer.from('Adobe') },
      '/Ordering',
      { string: Buffer.from('Identity') },
      '/Supplement 0>>/FontDescriptor ',
      descriptor,
      `/CIDToGIDMap/Identity/DW 0/W[${glyphs.map(({ number, width }) => `${number}[${width}]`).join('')}]>>`,
    ],
  }
  return {
    parts: [
      `<</Type/Font/Subtype/Type0/BaseFont/${name}/Encoding/Identity-H/DescendantFonts[`,
      descendant,
      ']/ToUnicode ',
      streamNode([], Buffer.from(toUnicodeMap(glyphs), 'latin1')),
      '>>',
    ],
  }
}

/** Number of glyphs in a TrueType program: in its table `maxp`, after the version. */
const glyphCount = (program: Uint8Array): number => {
  const view = new DataView(program.buffer, program.byteOffset, program.byteLength)
  const tables = view.getUint16(4)
  for (let record = 12; record < 12 + tables * 16; record += 16) {
    if (view.getUint32(record) === 0x6d617870) return view.getUint16(view.getUint32(record + 8) + 4)
  }
  throw new TypeError('the subset has no maxp table')
}

/** A bit for each glyph, the first one the highest (ISO 32000-2 9.8.3.2). */
const glyphSet = (count: number): Uint8Array => {
  const bits = new Uint8Array(Math.ceil(count / 8)).fill(0xff)
  if (count % 8 !== 0) bits[bits.length - 1] = 0xff & (0xff << (8 - (count % 8)))
  return bits
}
