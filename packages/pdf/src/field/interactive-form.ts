import { integerEntry, typedEntry } from '../document/access.ts'
import { catalogOf } from '../document/catalog.ts'
import { acroFormOf, type FormField, formFields } from '../document/form-fields.ts'
import { widgetRectangle } from '../document/widget-rectangle.ts'
import type { PdfDocument } from '../file/open-pdf.ts'
import { type Revision, referenceTo } from '../revision/revision.ts'

/** SignaturesExist and AppendOnly (ISO 32000-2 table 225). */
const signatureFlags = 3

/**
 * Enters new fields into the interactive form, which is made where there is none, and prepares it for
 * signing ({@link prepareForm}).
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

/**
 * Sets the flags, and drops /NeedAppearances where every field that shows something brings its own appearance. Where
 * one does not, dropping it would make what the form says disappear: then it stays, and what the file shows is the same
 * before and after.
 */
export const prepareForm = (revision: Revision): void => {
  const { doc } = revision
  const form = acroFormOf(doc)
  if (form === null) return
  const flags = integerEntry(doc, form, 'SigFlags') ?? 0
  if ((flags & signatureFlags) !== signatureFlags) revision.setEntry(form, 'SigFlags', String(flags | signatureFlags))
  if (form.value.entries.has('NeedAppearances') && formFields(doc).every((field) => isDrawn(doc, field))) {
    revision.removeEntry(form, 'NeedAppearances')
  }
}

/** A widget with an area needs an appearance (ISO 32000-2 12.7.4.3). */
const isDrawn = (doc: PdfDocument, { type, widgets }: FormField): boolean =>
  type === 'Sig' ||
  widgets.every(
    (widget) => widgetRectangle(doc, widget) === null || typedEntry(doc, widget, 'AP', 'dictionary') !== null,
  )
