import type { PdfDocument } from '../file/open-pdf.ts'
import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import type { Located, PdfArray, PdfDictionary } from '../syntax/value.ts'
import { entry, item, ofKind, textEntry, typedEntry } from './access.ts'
import { catalogOf } from './catalog.ts'

/** A field of the interactive form with what it inherits, ISO 32000-2 12.7.4. */
export interface FormField {
  /** Fully qualified name: partial names joined by full stops. */
  readonly name: string
  readonly dictionary: Located<PdfDictionary>
  /** /FT, also inherited: `Btn`, `Tx`, `Ch`, `Sig`, or null. */
  readonly type: string | null
  /** /V, also inherited. Read when it is asked for, with the errors of reading an object. */
  readonly value: Located | null
  /** Widget annotations; the field itself when the two are merged. */
  readonly widgets: readonly Located<PdfDictionary>[]
  /** It has child fields, so it is no terminal field. */
  readonly hasChildFields: boolean
}

/** Where the walk is. */
interface Place {
  readonly parent: FormField | null
  readonly depth: number
}

/**
 * The interactive form dictionary (ISO 32000-2 12.7.3), or null when there is none. Untrusted.
 *
 * @throws PdfError ERR_PDF_STRUCTURE and the codes of reading an object
 */
export const acroFormOf = (doc: PdfDocument): Located<PdfDictionary> | null =>
  typedEntry(doc, catalogOf(doc), 'AcroForm', 'dictionary')

/**
 * All fields of the interactive form, parents before children.
 *
 * @throws PdfError ERR_PDF_STRUCTURE, ERR_PDF_LOOP, ERR_PDF_TOO_DEEP, ERR_PDF_TOO_MANY and the codes of reading an object
 */
export const formFields = (doc: PdfDocument): FormField[] => {
  const form = acroFormOf(doc)
  const roots = form && typedEntry(doc, form, 'Fields', 'array')
  const fields: FormField[] = []
  /** Place of each field, with the place of the array in which it was found. */
  const visited = new Map<string, string>()
  const visit = (array: Located<PdfArray>, { parent, depth }: Place): void => {
    if (depth > limits.treeDepth) throw new PdfError('ERR_PDF_TOO_DEEP', 'the field tree is too deep')
    for (const kid of dictionariesIn(doc, array)) {
      const seenIn = visited.get(placeOf(kid))
      // Named twice in one array: sloppy, but it is the same field. In two arrays it has two names.
      if (seenIn === placeOf(array)) continue
      if (seenIn !== undefined) throw new PdfError('ERR_PDF_LOOP', 'a field stands at two places in the form')
      visited.set(placeOf(kid), placeOf(array))
      if (visited.size > limits.treeNodes) throw new PdfError('ERR_PDF_TOO_MANY', 'too many form fields')
      const { field, children } = readField(doc, kid, parent)
      fields.push(field)
      if (children !== null) visit(children, { parent: field, depth: depth + 1 })
    }
  }
  if (roots !== null) visit(roots, { parent: null, depth: 0 })
  return fields
}

const placeOf = (located: Located): string => `${located.object.number}:${located.value.start}`

const readField = (
  doc: PdfDocument,
  dictionary: Located<PdfDictionary>,
  parent: FormField | null,
): { field: FormField; children: Located<PdfArray> | null } => {
  const partial = textEntry(doc, dictionary, 'T')
  const kids = typedEntry(doc, dictionary, 'Kids', 'array')
  const kidDictionaries = kids === null ? [] : dictionariesIn(doc, kids)
  // Kids without a partial name are widgets of this field, not fields (ISO 32000-2 12.7.4.1).
  const hasChildFields = kidDictionaries.some((kid) => kid.value.entries.has('T'))
  const field: FormField = {
    name: [parent?.name ?? '', partial ?? ''].filter((part) => part !== '').join('.'),
    dictionary,
    type: ofKind(entry(doc, dictionary, 'FT'), 'name')?.value.name ?? parent?.type ?? null,
    get value() {
      return entry(doc, dictionary, 'V') ?? parent?.value ?? null
    },
    widgets: kidDictionaries.length === 0 ? [dictionary] : hasChildFields ? [] : kidDictionaries,
    hasChildFields,
  }
  return { field, children: hasChildFields ? kids : null }
}

const dictionariesIn = (doc: PdfDocument, array: Located<PdfArray>): Located<PdfDictionary>[] => {
  if (array.value.items.length > limits.treeNodes) throw new PdfError('ERR_PDF_TOO_MANY', 'too many form fields')
  return array.value.items.flatMap((_, index) => ofKind(item(doc, array, index), 'dictionary') ?? [])
}
