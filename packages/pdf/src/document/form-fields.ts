import type { PdfDocument } from '../file/open-pdf.ts'
import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import type { Located, PdfArray, PdfDictionary } from '../syntax/value.ts'
import { entry, integerEntry, item, ofKind, textEntry, typedEntry } from './access.ts'
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
  /** /Ff, also inherited; 0 when absent (ISO 32000-2 table 226). */
  readonly flags: number
  /** Widget annotations, each once; the field itself when the two are merged. */
  readonly widgets: readonly Located<PdfDictionary>[]
  /** It has child fields, so it is no terminal field. */
  readonly hasChildFields: boolean
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
 * @throws PdfError ERR_PDF_STRUCTURE, ERR_PDF_LOOP, ERR_PDF_TOO_DEEP, ERR_PDF_TOO_MANY, ERR_PDF_TOO_LARGE (their names)
 * and the codes of reading an object
 */
export const formFields = (doc: PdfDocument): FormField[] => {
  const form = acroFormOf(doc)
  const roots = form && typedEntry(doc, form, 'Fields', 'array')
  const fields: FormField[] = []
  const { requireNew, kidsIn } = createWalk(doc)
  const visit = (dictionaries: readonly Located<PdfDictionary>[], parent: FormField | null, depth: number): void => {
    if (depth > limits.treeDepth) throw new PdfError('ERR_PDF_TOO_DEEP', 'the field tree is too deep')
    for (const dictionary of dictionaries) {
      requireNew(dictionary)
      const array = typedEntry(doc, dictionary, 'Kids', 'array')
      const kids = array === null ? [] : kidsIn(array)
      const field = readField(doc, dictionary, kids, parent)
      fields.push(field)
      if (field.hasChildFields) visit(kids, field, depth + 1)
    }
  }
  if (roots !== null) visit(kidsIn(roots), null, 0)
  return fields
}

/** Bounds one walk: every kid counts, widgets too, and a field or an array of kids stands at one place only. */
const createWalk = (doc: PdfDocument) => {
  const visited = new Set<string>()
  let looked = 0
  const requireNew = (located: Located): void => {
    if (visited.has(placeOf(located))) throw new PdfError('ERR_PDF_LOOP', 'a field stands at two places in the form')
    visited.add(placeOf(located))
  }
  const kidsIn = (array: Located<PdfArray>): Located<PdfDictionary>[] => {
    requireNew(array)
    looked += array.value.items.length
    if (looked > limits.treeNodes) throw new PdfError('ERR_PDF_TOO_MANY', 'too many form fields')
    // Named twice in one array: sloppy, but it is the same field or widget.
    const kids = new Map<string, Located<PdfDictionary>>()
    for (const index of array.value.items.keys()) {
      const kid = ofKind(item(doc, array, index), 'dictionary')
      if (kid !== null) kids.set(placeOf(kid), kid)
    }
    return [...kids.values()]
  }
  return { requireNew, kidsIn }
}

const placeOf = (located: Located): string => `${located.object.number}:${located.value.start}`

const readField = (
  doc: PdfDocument,
  dictionary: Located<PdfDictionary>,
  kids: readonly Located<PdfDictionary>[],
  parent: FormField | null,
): FormField => {
  const partial = textEntry(doc, dictionary, 'T')
  const name = [parent?.name ?? '', partial ?? ''].filter((part) => part !== '').join('.')
  // Names of many fields may begin with one large name.
  doc.spendText(name.length)
  // Kids without a partial name are widgets of this field, not fields (ISO 32000-2 12.7.4.1).
  const hasChildFields = kids.some((kid) => kid.value.entries.has('T'))
  return {
    name,
    dictionary,
    type: ofKind(entry(doc, dictionary, 'FT'), 'name')?.value.name ?? parent?.type ?? null,
    get value() {
      return entry(doc, dictionary, 'V') ?? parent?.value ?? null
    },
    flags: integerEntry(doc, dictionary, 'Ff') ?? parent?.flags ?? 0,
    widgets: kids.length === 0 ? [dictionary] : hasChildFields ? [] : kids,
    hasChildFields,
  }
}
