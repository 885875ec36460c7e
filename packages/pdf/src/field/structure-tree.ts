import { entry, integerEntry, item, nameEntry, ofKind, typedEntry } from '../document/access.ts'
import { catalogOf } from '../document/catalog.ts'
import type { PdfDocument } from '../file/open-pdf.ts'
import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import { type Revision, referenceTo, referenceToObject } from '../revision/revision.ts'
import type { Located, PdfDictionary, PdfValue } from '../syntax/value.ts'

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

/** The largest that every reader knows (ISO 32000-1 Annex C.2). Some write it where they mean no end. */
const largestInteger = 2 ** 31 - 1

const enterInParentTree = (revision: Revision, root: Located<PdfDictionary>, elements: readonly number[]): number[] => {
  const { doc } = revision
  const tree = typedEntry(doc, root, 'ParentTree', 'dictionary')
  const highest = tree === null ? -1 : highestKey(doc, tree)
  const next = integerEntry(doc, root, 'ParentTreeNextKey') ?? 0
  const first = Math.max(next < largestInteger ? next : 0, highest + 1)
  if (first + elements.length > largestInteger)
    throw new PdfError('ERR_PDF_TOO_MANY', 'the parent tree has no free key')
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

/**
 * The highest key of a number tree (ISO 32000-2 7.9.7), or what /Limits say on the way to it; -1 when it has none. It is
 * in the rightmost leaf that is not empty.
 *
 * @throws PdfError ERR_PDF_TOO_MANY, ERR_PDF_STRUCTURE and the codes of reading an object
 */
const highestKey = (doc: PdfDocument, tree: Located<PdfDictionary>): number => {
  let highest = -1
  let looked = 0
  const look = (count: number): void => {
    looked += count
    if (looked > limits.treeNodes) throw new PdfError('ERR_PDF_TOO_MANY', 'the parent tree is too large')
  }
  const take = (key: PdfValue | undefined): boolean => {
    const isKey = key?.kind === 'number' && Number.isSafeInteger(key.value) && key.value < largestInteger
    if (isKey) highest = Math.max(highest, key.value)
    return isKey
  }
  const holdsKeys = (node: Located<PdfDictionary>, depth: number): boolean => {
    take(ofKind(entry(doc, node, 'Limits'), 'array')?.value.items[1])
    const numbers = typedEntry(doc, node, 'Nums', 'array')?.value.items ?? []
    look(numbers.length)
    const keys = numbers.filter((key, index) => index % 2 === 0 && take(key))
    const kids = typedEntry(doc, node, 'Kids', 'array')
    if (keys.length > 0 || kids === null || depth >= limits.treeDepth) return keys.length > 0
    for (let index = kids.value.items.length - 1; index >= 0; index -= 1) {
      look(1)
      const kid = ofKind(item(doc, kids, index), 'dictionary')
      if (kid !== null && holdsKeys(kid, depth + 1)) return true
    }
    return false
  }
  holdsKeys(tree, 0)
  return highest
}
