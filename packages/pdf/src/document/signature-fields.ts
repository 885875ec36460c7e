import type { PdfDocument } from '../file/open-pdf.ts'
import { PdfError } from '../pdf-error.ts'
import type { Located, PdfDictionary } from '../syntax/value.ts'
import { entry, numbersOf, ofKind, textEntry } from './access.ts'
import { type FormField, formFields } from './form-fields.ts'
import { normalisedRectangle, pageNumberOf } from './pages.ts'
import { readSignatureDictionary, type SignatureDictionary } from './signature-dictionary.ts'

/** A signature field as it stands in the file. Nothing about it is verified. */
export interface SignatureFieldView {
  /** Fully qualified name. */
  readonly name: string
  /** It has a value. Whether that is a valid signature is for `packages/pades`. */
  readonly signed: boolean
  /** /TU, what assistive technology reads. */
  readonly label?: string
  /** Page of its first widget, counted from 1, when the widget names a page of a sound tree. */
  readonly page?: number
  /** Of its first widget, in default user space units, lower left corner first. */
  readonly rect?: readonly [number, number, number, number]
  /** Absent when the field is empty, or what it holds is no signature dictionary. */
  readonly signature?: SignatureDictionary
}

/**
 * The signature fields of a document, in the order of the form.
 *
 * @throws PdfError ERR_PDF_STRUCTURE, ERR_PDF_LOOP, ERR_PDF_TOO_DEEP, ERR_PDF_TOO_MANY and the codes
 * of reading an object
 */
export const signatureFields = (doc: PdfDocument): SignatureFieldView[] => {
  const pageNumbers = new Map<number, number | null>()
  const pageOf = (widget: Located<PdfDictionary>): number | null => {
    const page = ofKind(entry(doc, widget, 'P'), 'dictionary')
    if (page === null) return null
    if (!pageNumbers.has(page.object.number)) pageNumbers.set(page.object.number, numberIfSound(doc, page))
    return pageNumbers.get(page.object.number) ?? null
  }
  return terminalSignatureFields(doc).map((field) => viewOf(doc, field, pageOf))
}

/** A signature can be read, and counts, whatever is wrong with the page tree; that just tells no number then. */
const numberIfSound = (doc: PdfDocument, page: Located<PdfDictionary>): number | null => {
  try {
    return pageNumberOf(doc, page)
  } catch (error) {
    if (error instanceof PdfError) return null
    throw error
  }
}

/**
 * The signature dictionary in the one signature field of this name, or null when there is no such field, several, or no
 * signature in it. Nothing but the fields is looked at: no page, no widget.
 *
 * @param name fully qualified
 * @throws PdfError ERR_PDF_STRUCTURE, ERR_PDF_LOOP, ERR_PDF_TOO_DEEP, ERR_PDF_TOO_MANY and the codes of reading an
 * object
 */
export const signatureNamed = (doc: PdfDocument, name: string): SignatureDictionary | null => {
  const [field, second] = terminalSignatureFields(doc).filter((candidate) => candidate.name === name)
  const dictionary = field === undefined || second !== undefined ? null : ofKind(field.value, 'dictionary')
  return dictionary && readSignatureDictionary(doc, dictionary)
}

/** Fields of type Sig that can hold a signature. */
export const terminalSignatureFields = (doc: PdfDocument): FormField[] => terminalFields(formFields(doc))

/** Those among all fields of a form. */
export const terminalFields = (form: readonly FormField[]): FormField[] =>
  form.filter((field) => field.type === 'Sig' && !field.hasChildFields)

const viewOf = (
  doc: PdfDocument,
  field: FormField,
  pageOf: (widget: Located<PdfDictionary>) => number | null,
): SignatureFieldView => {
  const widget = field.widgets[0]
  const rect = widget && normalisedRectangle(numbersOf(doc, ofKind(entry(doc, widget, 'Rect'), 'array')))
  const page = widget && pageOf(widget)
  const label = textEntry(doc, field.dictionary, 'TU')
  const dictionary = ofKind(field.value, 'dictionary')
  const signature = dictionary && readSignatureDictionary(doc, dictionary)
  return {
    name: field.name,
    signed: field.value !== null,
    ...(label !== null && { label }),
    ...(page && { page }),
    ...(rect && { rect }),
    ...(signature && { signature }),
  }
}
