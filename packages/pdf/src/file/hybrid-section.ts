import type { XrefSection } from './xref-section.ts'

/**
 * A table and the stream its /XRefStm names, as one section (ISO 32000-2 7.5.8.4): what the table calls
 * free is hidden from readers that know tables only, and found through the stream.
 */
export const hybridSection = (table: XrefSection, stream: XrefSection): XrefSection => ({
  kind: table.kind,
  trailer: table.trailer,
  end: Math.max(table.end, stream.end),
  find(number) {
    const entry = table.find(number)
    return entry?.kind === 'offset' ? entry : (stream.find(number) ?? entry)
  },
})
