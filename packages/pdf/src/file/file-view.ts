import { PdfError } from '../pdf-error.ts'
import type { RandomAccess } from '../random-access.ts'
import { type CrossReference, readCrossReference } from './cross-reference.ts'
import { createObjectReader, type ObjectReader } from './object-reader.ts'
import { indexObjectStreams, type RecoveredObjects, recoverCrossReference } from './recover.ts'
import type { WorkBudget } from './work-budget.ts'
import type { XrefEntry } from './xref-section.ts'

/** A file as seen through one cross-reference. */
export interface FileView {
  readonly xref: CrossReference
  readonly reader: ObjectReader
  /** What was found, when the cross-reference was made by searching. */
  readonly recovery: RecoveredObjects | null
}

/** Refusals that say that the cross-reference cannot be used. */
const damages = new Set<string>([
  'ERR_PDF_XREF_MISSING',
  'ERR_PDF_XREF_INVALID',
  'ERR_PDF_XREF_LOOP',
  'ERR_PDF_OBJECT_MISMATCH',
  'ERR_PDF_STREAM_INVALID',
  'ERR_PDF_STRUCTURE',
  'ERR_PDF_SYNTAX',
  'ERR_PDF_TRUNCATED',
])

const isDamage = (error: unknown): error is PdfError => error instanceof PdfError && damages.has(error.code)

/** Whether an object is not where the cross-reference says. */
export const isMisplaced = (error: unknown): error is PdfError =>
  error instanceof PdfError && (error.code === 'ERR_PDF_OBJECT_MISMATCH' || error.code === 'ERR_PDF_XREF_INVALID')

/**
 * The file through its own cross-reference; where that, or the way to the pages, is damaged and `recover`
 * allows it, through what is found by searching.
 */
export const openView = (source: RandomAccess, budget: WorkBudget, recover: boolean): FileView => {
  if (!recover) return plainView(source, budget)
  let view: FileView | null = null
  try {
    view = plainView(source, budget)
    requirePages(view)
    return view
  } catch (error) {
    if (!isDamage(error)) throw error
    return recoveredOr(view, source, budget, error)
  }
}

/** A file in which searching finds no more is left to who reads the catalog. */
const recoveredOr = (view: FileView | null, source: RandomAccess, budget: WorkBudget, damage: PdfError): FileView => {
  if (view === null) return recoveredView(source, budget, damage)
  try {
    const recovered = recoveredView(source, budget, damage)
    requirePages(recovered)
    return recovered
  } catch (error) {
    if (!isDamage(error)) throw error
    return view
  }
}

const plainView = (source: RandomAccess, budget: WorkBudget): FileView => {
  const xref = readCrossReference(source, budget)
  refuseEncrypted(xref)
  return { xref, reader: createObjectReader(source, xref, budget), recovery: null }
}

const recoveredView = (source: RandomAccess, budget: WorkBudget, damage: PdfError): FileView => {
  const xref = recoverCrossReference(source, damage)
  refuseEncrypted(xref)
  const reader = createObjectReader(source, xref, budget)
  indexObjectStreams(xref, reader)
  return { xref, reader, recovery: xref.recovered }
}

const refuseEncrypted = ({ trailer }: CrossReference): void => {
  const encrypt = trailer.dictionary.entries.get('Encrypt')?.value
  if (encrypt !== undefined && encrypt.kind !== 'null') throw new PdfError('ERR_PDF_ENCRYPTED', 'the file is encrypted')
}

/** @throws PdfError ERR_PDF_STRUCTURE when catalog or root of the page tree is no dictionary */
const requirePages = ({ xref, reader }: FileView): void => {
  const root = xref.trailer.dictionary.entries.get('Root')?.value
  const catalog = root?.kind === 'reference' ? reader.referenced(root)?.value : undefined
  const pages = catalog?.kind === 'dictionary' ? catalog.entries.get('Pages')?.value : undefined
  const tree = pages?.kind === 'reference' ? reader.referenced(pages)?.value : pages
  if (tree?.kind !== 'dictionary') throw new PdfError('ERR_PDF_STRUCTURE', 'the file has no page tree')
}

/**
 * What takes the place of a view in which an object is not where it should be. What was read through the
 * old view may still be in use, so all of that must stand where the search finds it.
 *
 * @throws PdfError `damage` when it does not, or nothing is found
 */
export const replacedView = (old: FileView, source: RandomAccess, budget: WorkBudget, damage: PdfError): FileView => {
  const recovered = recoveredView(source, budget, damage)
  old.reader.seen.forEach((number, before) => {
    if (!isSamePlace(before, recovered.xref.find(number))) throw damage
  })
  return recovered
}

/** An offset may point to white space before the number. */
const mostWhiteSpace = 16

const isSamePlace = (before: XrefEntry, now: XrefEntry): boolean => {
  if (before.kind === 'offset' && now.kind === 'offset')
    return now.offset >= before.offset && now.offset - before.offset <= mostWhiteSpace
  if (before.kind === 'compressed' && now.kind === 'compressed') return now.stream === before.stream
  return before.kind === now.kind
}
