import { viewOf } from './table-directory.ts'

/** Windows, all of Unicode (OpenType 1.9, "cmap"). */
const wanted = { platform: 3, encoding: 10, format: 12 }

/** Which glyph each character has: from the subtable of format 12, segmented coverage. */
export const characterMap = (cmap: Uint8Array): ((codePoint: number) => number) => {
  const view = viewOf(cmap)
  const start = subtable(view)
  const groups = view.getUint32(start + 12)
  const group = (index: number) => {
    const at = start + 16 + index * 12
    return { first: view.getUint32(at), last: view.getUint32(at + 4), glyph: view.getUint32(at + 8) }
  }
  return (codePoint) => {
    let [low, high] = [0, groups - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const { first, last, glyph } = group(middle)
      if (codePoint < first) high = middle - 1
      else if (codePoint > last) low = middle + 1
      else return glyph + codePoint - first
    }
    return 0
  }
}

const subtable = (view: DataView): number => {
  for (let index = 0; index < view.getUint16(2); index += 1) {
    const record = 4 + index * 8
    const start = view.getUint32(record + 4)
    const { platform, encoding, format } = wanted
    const matches = view.getUint16(record) === platform && view.getUint16(record + 2) === encoding
    if (matches && view.getUint16(start) === format) return start
  }
  throw new TypeError('our font has no character map of all of Unicode')
}
