import { entry, integerEntry, item, nameEntry, ofKind, typedEntry } from '../document/access.ts'
import { catalogOf } from '../document/catalog.ts'
import type { PdfDocument } from '../file/open-pdf.ts'
import { limits } from '../limits.ts'
import { type Revision, referenceTo, referenceToObject } from '../revision/revision.ts'
import type { Located, PdfArray, PdfDictionary } from '../syntax/value.ts'

/** A widget that gets a place in the structure of a tagged document. */
export interface TaggedWidget {
  readonly widget: number
  readonly page: Located<PdfDictionary>
  readonly label: string
}

/** The structure tree of a tagged document (ISO 32000-2 14.7.2), or null. */
export const structureTreeOf = (doc: PdfDocument): Located<PdfDictionary> | null => {
  const root = typedEntry(doc, catalogOf(doc), 'StructTreeRoot', 'dictionary')
  return root !== null && isWholeObject(root) ? root : null
}

/**
 * Puts each widget inside a Form structure element (ISO 14289-1 7.18.4) and enters it in the parent
 * tree (ISO 32000-2 14.7.4.4). Gives the /StructParent key of each widget.
 */
export const tagWidgets = (
  revision: Revision,
  root: Located<PdfDictionary>,
  widgets: readonly TaggedWidget[],
): number[] => {
  const { doc } = revision
  const parent = documentElement(doc, root) ?? root
  const elements = widgets.map(({ widget, page, label }) => {
    const pageReference = referenceToObject(page.object)
    const child = `<</Type/OBJR/Obj ${referenceTo(widget)}/Pg ${pageReference}>>`
    const above = referenceToObject(parent.object)
    return revision.add([
      `<</Type/StructElem/S/Form/P ${above}/Pg ${pageReference}/Alt`,
      { text: label },
      `/K ${child}>>`,
    ])
  })
  addKids(revision, parent, elements)
  return enterInParentTree(revision, root, elements)
}

const isWholeObject = (located: Located): boolean => located.object.value === located.value

/** The single Document element that holds everything, as well-made files have it. */
const documentElement = (doc: PdfDocument, root: Located<PdfDictionary>): Located<PdfDictionary> | null => {
  const kids = entry(doc, root, 'K')
  const array = ofKind(kids, 'array')
  const only = array === null ? kids : array.value.items.length === 1 ? item(doc, array, 0) : null
  const element = ofKind(only, 'dictionary')
  const usable = element !== null && isWholeObject(element) && nameEntry(doc, element, 'S') === 'Document'
  return usable ? element : null
}

const addKids = (revision: Revision, parent: Located<PdfDictionary>, elements: readonly number[]): void => {
  const references = elements.map(referenceTo).join(' ')
  const kids = entry(revision.doc, parent, 'K')
  const array = ofKind(kids, 'array')
  if (array !== null) revision.appendItems(array, references)
  else if (kids === null) revision.setEntry(parent, 'K', `[${references}]`)
  else revision.extendEntry(parent, 'K', references)
}

const enterInParentTree = (revision: Revision, root: Located<PdfDictionary>, elements: readonly number[]): number[] => {
  const { doc } = revision
  const tree = typedEntry(doc, root, 'ParentTree', 'dictionary')
  const highest = tree === null ? -1 : highestKey(doc, tree)
  const first = Math.max(integerEntry(doc, root, 'ParentTreeNextKey') ?? 0, highest + 1)
  const keys = elements.map((_, index) => first + index)
  addNumbers(revision, root, tree, keys, elements)
  revision.setEntry(root, 'ParentTreeNextKey', String(first + keys.length))
  return keys
}

/** A number tree (ISO 32000-2 7.9.7): new keys are the highest, so they form a new leaf at the right. */
const addNumbers = (
  revision: Revision,
  root: Located<PdfDictionary>,
  tree: Located<PdfDictionary> | null,
  keys: readonly number[],
  elements: readonly number[],
): void => {
  const pairs = keys.map((key, index) => `${key} ${referenceTo(elements[index] as number)}`).join(' ')
  const kids = tree && typedEntry(revision.doc, tree, 'Kids', 'array')
  const numbers = tree && typedEntry(revision.doc, tree, 'Nums', 'array')
  if (tree === null) {
    revision.setEntry(root, 'ParentTree', referenceTo(revision.add([`<</Nums[${pairs}]>>`])))
  } else if (kids !== null) {
    const leaf = revision.add([`<</Limits[${keys[0]} ${keys.at(-1)}]/Nums[${pairs}]>>`])
    revision.appendItems(kids, referenceTo(leaf))
  } else if (numbers !== null) {
    revision.appendItems(numbers, pairs)
  } else {
    revision.setEntry(tree, 'Nums', `[${pairs}]`)
  }
}

/** The highest key of a number tree: in its rightmost leaf. -1 when it has none. */
const highestKey = (doc: PdfDocument, tree: Located<PdfDictionary>): number => {
  let node: Located<PdfDictionary> | null = tree
  for (let depth = 0; node !== null && depth < limits.treeDepth; depth += 1) {
    const numbers: Located<PdfArray> | null = typedEntry(doc, node, 'Nums', 'array')
    if (numbers !== null) return highestOf(numbers)
    const kids: Located<PdfArray> | null = typedEntry(doc, node, 'Kids', 'array')
    node = kids && ofKind(item(doc, kids, kids.value.items.length - 1), 'dictionary')
  }
  return -1
}

const highestOf = (numbers: Located<PdfArray>): number =>
  numbers.value.items.reduce((highest, key, index) => {
    const isKey = index % 2 === 0 && key.kind === 'number' && Number.isSafeInteger(key.value)
    return isKey ? Math.max(highest, key.value) : highest
  }, -1)
