import type { PdfDocument } from '../file/open-pdf.ts'
import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import type { Located, PdfDictionary } from '../syntax/value.ts'
import { item, ofKind, typedEntry } from './access.ts'
import { catalogOf } from './catalog.ts'

/**
 * The nodes of the page tree, pages and what groups them, in order, each once.
 *
 * @throws PdfError ERR_PDF_LOOP, ERR_PDF_TOO_DEEP, ERR_PDF_TOO_MANY, ERR_PDF_STRUCTURE and the codes
 * of reading an object
 */
export function* pageTreeNodes(doc: PdfDocument): Generator<Located<PdfDictionary>> {
  const root = typedEntry(doc, catalogOf(doc), 'Pages', 'dictionary')
  const visited = new Set<number>()
  if (root !== null) yield* nodesFrom(doc, root, visited, 0)
}

function* nodesFrom(
  doc: PdfDocument,
  node: Located<PdfDictionary>,
  visited: Set<number>,
  depth: number,
): Generator<Located<PdfDictionary>> {
  if (visited.has(node.object.number)) throw new PdfError('ERR_PDF_LOOP', 'the page tree is a loop')
  if (depth > limits.treeDepth) throw new PdfError('ERR_PDF_TOO_DEEP', 'the page tree is too deep')
  if (visited.size >= limits.treeNodes) throw new PdfError('ERR_PDF_TOO_MANY', 'too many pages')
  visited.add(node.object.number)
  yield node
  const kids = typedEntry(doc, node, 'Kids', 'array')
  for (const index of kids?.value.items.keys() ?? []) {
    const kid = kids && ofKind(item(doc, kids, index), 'dictionary')
    if (kid === null) throw new PdfError('ERR_PDF_STRUCTURE', 'a kid of the page tree is no page')
    yield* nodesFrom(doc, kid, visited, depth + 1)
  }
}
