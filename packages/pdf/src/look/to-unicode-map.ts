/** A glyph that is shown, by its number in the subset. */
export interface SubsetGlyph {
  readonly number: number
  /** In thousandths of the font size. */
  readonly width: number
  /** What it stands for. */
  readonly text: string
}

/** Entries in one block (ISO 32000-2 9.10.3, after Adobe Technical Note 5014). */
const blockSize = 100

/** The CMap that gives the text of each glyph, for reading aloud, searching and copying (ISO 32000-2 9.10.3). */
export const toUnicodeMap = (glyphs: readonly SubsetGlyph[]): string => {
  const lines = glyphs
    .filter(({ text }) => text !== '')
    .map(({ number, text }) => `<${number.toString(16).padStart(4, '0')}> <${utf16(text)}>`)
  const blocks: string[] = []
  for (let at = 0; at < lines.length; at += blockSize) {
    const block = lines.slice(at, at + blockSize)
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar\n`)
  }
  return (
    '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n' +
    '/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n' +
    '/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n' +
    `1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n${blocks.join('')}` +
    'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n'
  )
}

const utf16 = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex')
