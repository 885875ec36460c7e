import type { FontFile } from './font-file.ts'
import { viewOf, writeTables } from './table-directory.ts'

/** Some glyphs of a font, numbered anew in the order in which they come. */
export interface FontSubset {
  /** The number of a glyph in the subset. */
  include(glyph: number): number
  /** A font file with these glyphs and those they are composed of: what a PDF embeds (ISO 32000-2 9.9). */
  program(): Uint8Array
}

/** Starts a subset; glyph 0, for what has no glyph, is always in it. */
export const fontSubset = (font: FontFile): FontSubset => {
  const glyphs = [0]
  const include = (glyph: number): number => {
    const known = glyphs.indexOf(glyph)
    return known < 0 ? glyphs.push(glyph) - 1 : known
  }
  return {
    include,
    program() {
      const outlines: Uint8Array[] = []
      // Grows while it is walked: what a glyph is composed of comes after it.
      for (const glyph of glyphs) outlines.push(renumbered(font.outlineOf(glyph), include))
      return writeTables({
        ...glyphTables(outlines),
        head: changed(font.table('head'), (view) => {
          view.setUint32(8, 0)
          view.setInt16(50, 1)
        }),
        hhea: changed(font.table('hhea'), (view) => view.setUint16(34, glyphs.length)),
        hmtx: metricsOf(font, glyphs),
        maxp: changed(font.table('maxp'), (view) => view.setUint16(4, glyphs.length)),
        prep: font.table('prep'),
      })
    },
  }
}

const changed = (table: Uint8Array, change: (view: DataView) => void): Uint8Array => {
  const copy = Uint8Array.from(table)
  change(viewOf(copy))
  return copy
}

/** Each with its width, and its leftmost point as its bearing. */
const metricsOf = (font: FontFile, glyphs: readonly number[]): Uint8Array => {
  const metrics = new Uint8Array(glyphs.length * 4)
  const view = viewOf(metrics)
  glyphs.forEach((glyph, index) => {
    const outline = font.outlineOf(glyph)
    view.setUint16(index * 4, font.advanceOf(glyph))
    view.setInt16(index * 4 + 2, outline.length === 0 ? 0 : viewOf(outline).getInt16(2))
  })
  return metrics
}

/** `glyf` and `loca`, each glyph at a multiple of four. */
const glyphTables = (outlines: readonly Uint8Array[]): { glyf: Uint8Array; loca: Uint8Array } => {
  const starts = [0]
  for (const { length } of outlines) starts.push((starts.at(-1) ?? 0) + Math.ceil(length / 4) * 4)
  const glyf = new Uint8Array(starts.at(-1) ?? 0)
  const loca = new Uint8Array(starts.length * 4)
  const view = viewOf(loca)
  starts.forEach((start, index) => {
    view.setUint32(index * 4, start)
    glyf.set(outlines[index] ?? [], start)
  })
  return { glyf, loca }
}

const flag = { words: 0x0001, scale: 0x0008, more: 0x0020, twoScales: 0x0040, matrix: 0x0080 }

/** The outline with the numbers that its components have in the subset (OpenType 1.9, "Composite glyph description"). */
const renumbered = (outline: Uint8Array, numberOf: (glyph: number) => number): Uint8Array => {
  if (outline.length === 0 || viewOf(outline).getInt16(0) >= 0) return outline
  return changed(outline, (view) => {
    for (let at = 10, more = true; more; ) {
      const flags = view.getUint16(at)
      view.setUint16(at + 2, numberOf(view.getUint16(at + 2)))
      more = (flags & flag.more) !== 0
      at += 4 + (flags & flag.words ? 4 : 2) + transformBytes(flags)
    }
  })
}

const transformBytes = (flags: number): number => {
  if (flags & flag.matrix) return 8
  if (flags & flag.twoScales) return 4
  return flags & flag.scale ? 2 : 0
}
