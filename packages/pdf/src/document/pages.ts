import type { PdfDocument } from '../file/open-pdf.ts'
import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import type { Located, PdfArray, PdfDictionary } from '../syntax/value.ts'
import { entry, integerEntry, item, numbersOf, ofKind, typedEntry } from './access.ts'
import { catalogOf } from './catalog.ts'

/** Visible area of a page in default user space units (1/72 inch) and how it is turned when shown. */
export interface PageBox {
  readonly left: number
  readonly bottom: number
  /** Before rotation. */
  readonly width: number
  readonly height: number
  /** Clockwise, degrees. */
  readonly rotate: 0 | 90 | 180 | 270
}

/** A leaf of the page tree and its ancestors, root first. */
export interface Page {
  readonly page: Located<PdfDictionary>
  readonly ancestors: readonly Located<PdfDictionary>[]
}

const pagesRoot = (doc: PdfDocument): Located<PdfDictionary> => {
  const root = typedEntry(doc, catalogOf(doc), 'Pages', 'dictionary')
  if (root === null) throw new PdfError('ERR_PDF_STRUCTURE', 'the file has no page tree')
  return root
}

/**
 * Number of pages, as the root of the page tree says (ISO 32000-2 7.7.3.2).
 *
 * @throws PdfError ERR_PDF_STRUCTURE
 */
export const pageCount = (doc: PdfDocument): number => countOf(doc, pagesRoot(doc))

/**
 * The page with this number, counted from 1.
 *
 * @throws PdfError ERR_PDF_PAGE_MISSING, ERR_PDF_STRUCTURE, ERR_PDF_LOOP, ERR_PDF_TOO_DEEP, ERR_PDF_TOO_MANY
 */
export const findPage = (doc: PdfDocument, pageNumber: number): Page => {
  let node = pagesRoot(doc)
  let before = 0
  const ancestors: Located<PdfDictionary>[] = []
  const visited = new Set<number>()
  if (!Number.isSafeInteger(pageNumber) || pageNumber < 1 || pageNumber > countOf(doc, node)) throw missing()
  while (!isLeaf(node)) {
    if (visited.has(node.object.number)) throw new PdfError('ERR_PDF_LOOP', 'the page tree is a loop')
    if (ancestors.length >= limits.treeDepth) throw new PdfError('ERR_PDF_TOO_DEEP', 'the page tree is too deep')
    visited.add(node.object.number)
    ancestors.push(node)
    const step = descend(doc, node, pageNumber - before)
    node = step.kid
    before += step.skipped
  }
  return { page: node, ancestors }
}

const missing = (): PdfError => new PdfError('ERR_PDF_PAGE_MISSING', 'the document has no such page')

const isLeaf = (node: Located<PdfDictionary>): boolean => !node.value.entries.has('Kids')

/** The kid in which the `wanted`-th page of `node` is, and how many pages come before that kid. */
const descend = (
  doc: PdfDocument,
  node: Located<PdfDictionary>,
  wanted: number,
): { kid: Located<PdfDictionary>; skipped: number } => {
  const kids = kidsOf(doc, node)
  const count = kids.value.items.length
  if (count > limits.treeNodes) throw new PdfError('ERR_PDF_TOO_MANY', 'too many pages in one node')
  let skipped = 0
  for (let index = 0; index < count; index += 1) {
    const kid = kidAt(doc, kids, index)
    const pages = isLeaf(kid) ? 1 : countOf(doc, kid)
    if (wanted <= skipped + pages) return { kid, skipped }
    skipped += pages
  }
  throw missing()
}

const kidsOf = (doc: PdfDocument, node: Located<PdfDictionary>): Located<PdfArray> => {
  const kids = typedEntry(doc, node, 'Kids', 'array')
  if (kids === null) throw new PdfError('ERR_PDF_STRUCTURE', 'a page tree node has no kids')
  return kids
}

/** Kids are indirect objects (ISO 32000-2 table 30). */
const kidAt = (doc: PdfDocument, kids: Located<PdfArray>, index: number): Located<PdfDictionary> => {
  const kid = kids.value.items[index]?.kind === 'reference' ? ofKind(item(doc, kids, index), 'dictionary') : null
  if (kid === null) throw new PdfError('ERR_PDF_STRUCTURE', 'a kid of the page tree is no page')
  return kid
}

const countOf = (doc: PdfDocument, node: Located<PdfDictionary>): number => {
  const count = integerEntry(doc, node, 'Count')
  if (count === null || count < 0) throw new PdfError('ERR_PDF_STRUCTURE', 'a page tree node has no count')
  return count
}

/**
 * The visible area of a page: its crop box within its media box (ISO 32000-2 14.11.2).
 *
 * @throws PdfError as {@link findPage}
 */
export const pageBox = (doc: PdfDocument, pageNumber: number): PageBox => {
  const found = findPage(doc, pageNumber)
  const [left, bottom, right, top] = visibleArea(doc, found)
  if (!(right > left && top > bottom)) throw new PdfError('ERR_PDF_STRUCTURE', 'a page has no area')
  return { left, bottom, width: right - left, height: top - bottom, rotate: rotationOf(doc, found) }
}

/**
 * The crop box of a page within its media box, lower left corner first. Untrusted: it may be empty.
 *
 * @throws PdfError the codes of reading an object
 */
export const visibleArea = (doc: PdfDocument, page: Page): readonly [number, number, number, number] => {
  const media = boxOf(doc, page, 'MediaBox') ?? [0, 0, 612, 792]
  const crop = boxOf(doc, page, 'CropBox') ?? media
  return [
    Math.max(media[0], crop[0]),
    Math.max(media[1], crop[1]),
    Math.min(media[2], crop[2]),
    Math.min(media[3], crop[3]),
  ]
}

/** A page that is known by its object, with the ancestors that it names itself (/Parent). */
export const pageWithAncestors = (doc: PdfDocument, page: Located<PdfDictionary>): Page => {
  const ancestors: Located<PdfDictionary>[] = []
  let node = ofKind(entry(doc, page, 'Parent'), 'dictionary')
  while (node !== null && ancestors.length < limits.treeDepth) {
    ancestors.unshift(node)
    node = ofKind(entry(doc, node, 'Parent'), 'dictionary')
  }
  return { page, ancestors }
}

/** An inheritable attribute (ISO 32000-2 7.7.3.4): from the page, else from its nearest ancestor. */
const inherited = (doc: PdfDocument, { page, ancestors }: Page, key: string): Located | null => {
  for (const node of [page, ...ancestors.toReversed()]) {
    const found = entry(doc, node, key)
    if (found !== null) return found
  }
  return null
}

const boxOf = (doc: PdfDocument, page: Page, key: string): [number, number, number, number] | null =>
  normalisedRectangle(numbersOf(doc, ofKind(inherited(doc, page, key), 'array')))

/** A rectangle with the lower left corner first (ISO 32000-2 7.9.5), or null when it is none. */
export const normalisedRectangle = (numbers: readonly number[] | null): [number, number, number, number] | null => {
  if (numbers?.length !== 4) return null
  const [x0, y0, x1, y1] = numbers as [number, number, number, number]
  return [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)]
}

const rotationOf = (doc: PdfDocument, page: Page): PageBox['rotate'] => {
  const rotate = ofKind(inherited(doc, page, 'Rotate'), 'number')?.value.value ?? 0
  const turned = ((rotate % 360) + 360) % 360
  return turned === 90 || turned === 180 || turned === 270 ? turned : 0
}

/**
 * The number of a page that is known by its object, or null when it is not in the tree.
 *
 * @throws PdfError as {@link findPage}
 */
export const pageNumberOf = (doc: PdfDocument, page: Located<PdfDictionary>): number | null => {
  let number = 1
  let node = page
  for (let depth = 0; depth < limits.treeDepth; depth += 1) {
    const parent = ofKind(entry(doc, node, 'Parent'), 'dictionary')
    if (parent === null) return node.object.number === pagesRoot(doc).object.number && depth > 0 ? number : null
    const before = pagesBefore(doc, kidsOf(doc, parent), node.object.number)
    if (before === null) return null
    number += before
    node = parent
  }
  return null
}

const pagesBefore = (doc: PdfDocument, kids: Located<PdfArray>, child: number): number | null => {
  const index = kids.value.items.findIndex((kid) => kid.kind === 'reference' && kid.number === child)
  if (index < 0) return null
  let pages = 0
  for (let at = 0; at < index; at += 1) {
    const kid = kidAt(doc, kids, at)
    pages += isLeaf(kid) ? 1 : countOf(doc, kid)
  }
  return pages
}
