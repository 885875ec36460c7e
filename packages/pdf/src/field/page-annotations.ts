import { nameEntry, typedEntry } from '../document/access.ts'
import { type Revision, referenceTo } from '../revision/revision.ts'
import type { Located, PdfDictionary } from '../syntax/value.ts'

/**
 * Adds widgets to a page's /Annots (ISO 32000-2 12.5.2), which may be direct, indirect or missing. In a
 * tagged document a page that gets its first ones has them in the order of the structure (ISO 14289-1
 * 7.18.3); one that had annotations stays as it is, for an earlier signature may cover it.
 */
export const addWidgets = (
  revision: Revision,
  page: Located<PdfDictionary>,
  widgets: readonly number[],
  tagged: boolean,
): void => {
  const references = widgets.map(referenceTo).join(' ')
  const annotations = typedEntry(revision.doc, page, 'Annots', 'array')
  if (annotations !== null) revision.appendItems(annotations, references)
  else revision.setEntry(page, 'Annots', `[${references}]`)
  const isFirst = annotations === null || annotations.value.items.length === 0
  if (tagged && isFirst && nameEntry(revision.doc, page, 'Tabs') !== 'S') revision.setEntry(page, 'Tabs', '/S')
}
