import { integerEntry, typedEntry } from '../document/access.ts'
import { catalogOf } from '../document/catalog.ts'
import { acroFormOf } from '../document/form-fields.ts'
import { type Revision, referenceTo } from '../revision/revision.ts'

/** SignaturesExist and AppendOnly (ISO 32000-2 table 225). */
const signatureFlags = 3

/**
 * Enters new fields into the interactive form, which is made where there is none, and prepares it for
 * signing: /SigFlags 3 and no /NeedAppearances, which would let a viewer redraw what was signed.
 */
export const enterFields = (revision: Revision, fields: readonly number[]): void => {
  const { doc } = revision
  const references = fields.map(referenceTo).join(' ')
  const form = acroFormOf(doc)
  const known = form && typedEntry(doc, form, 'Fields', 'array')
  if (form === null) {
    const made = revision.add([`<</Fields[${references}]/SigFlags ${signatureFlags}>>`])
    revision.setEntry(catalogOf(doc), 'AcroForm', referenceTo(made))
  } else if (known === null) {
    revision.setEntry(form, 'Fields', `[${references}]`)
  } else {
    revision.appendItems(known, references)
  }
  prepareForm(revision)
}

/** Sets the flags and drops /NeedAppearances where that is still to be done. */
export const prepareForm = (revision: Revision): void => {
  const { doc } = revision
  const form = acroFormOf(doc)
  if (form === null) return
  const flags = integerEntry(doc, form, 'SigFlags') ?? 0
  if ((flags & signatureFlags) !== signatureFlags) revision.setEntry(form, 'SigFlags', String(flags | signatureFlags))
  if (form.value.entries.has('NeedAppearances')) revision.removeEntry(form, 'NeedAppearances')
}
