import { nameEntry, typedEntry } from '../document/access.ts'
import { type Revision, referenceTo } from '../revision/revision.ts'
import type { Located, PdfDictionary } from '../syntax/value.ts'

/**
 * Adds widgets to a page's /Annots (ISO 32000-2 12.5.2), which may be direct, indirect or missing. In
 * a tagged document the tab order becomes that of the structure (ISO 14289-1 7.18.3), where the page
 * names none, or had nothing to order.
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
  const tabs = nameEntry(revision.doc, page, 'Tabs')
  const ordered = tabs !== null && annotations !== null && annotations.value.items.length > 0
  if (tagged && tabs !== 'S' && !ordered) revision.setEntry(page, 'Tabs', '/S')
}
