import { type Encryption, openEncryption } from '../crypt/encryption.ts'
import { PdfError } from '../pdf-error.ts'
import type { RandomAccess } from '../random-access.ts'
import { stringBytes } from '../syntax/string-bytes.ts'
import { type CrossReference, readCrossReference, type XrefSections } from './cross-reference.ts'
import { createObjectReader, type ObjectReader } from './object-reader.ts'
import { indexObjectStreams, type RecoveredObjects, recoverCrossReference } from './recover.ts'
import type { WorkBudget } from './work-budget.ts'
import type { XrefEntry } from './xref-section.ts'

/** A file as seen through one cross-reference. */
export interface FileView {
  readonly xref: CrossReference
  readonly reader: ObjectReader
  /** How strings and streams are encrypted; null when they are not. */
  readonly encryption: Encryption | null
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
export const openView = (file: FileToOpen, recover: boolean): FileView => {
  if (!recover) return plainView(file)
  let view: FileView | null = null
  try {
    view = plainView(file)
    requirePages(view)
    return view
  } catch (error) {
    if (!isDamage(error)) throw error
    return recoveredOr(view, file, error)
  }
}

/** A file in which searching finds no more is left to who reads the catalog. */
const recoveredOr = (view: FileView | null, file: FileToOpen, damage: PdfError): FileView => {
  if (view === null) return recoveredView(file, damage)
  try {
    const recovered = recoveredView(file, damage)
    requirePages(recovered)
    return recovered
  } catch (error) {
    if (!isDamage(error)) throw error
    return view
  }
}

const plainView = (file: FileToOpen): FileView => {
  const xref = readCrossReference(file.source, file.budget, file.sections)
  return { xref, ...readerOf(file, xref), recovery: null }
}

const recoveredView = (file: FileToOpen, damage: PdfError): FileView => {
  const xref = recoverCrossReference(file.whole, damage)
  const view = { xref, ...readerOf(file, xref), recovery: xref.recovered }
  indexObjectStreams(xref, view.reader)
  return view
}

/** Everything a view is made of beside its cross-reference. */
export interface FileToOpen {
  /** From the header on; searching it has bounds of its own. */
  readonly whole: RandomAccess
  /** The same, with each read counted. */
  readonly source: RandomAccess
  readonly budget: WorkBudget
  readonly password: string
  /** What is known of its cross-reference. */
  readonly sections?: XrefSections | undefined
}

/** Reads objects through a cross-reference, decrypted where the trailer has /Encrypt. */
const readerOf = (
  { source, budget, password }: FileToOpen,
  xref: CrossReference,
): Omit<FileView, 'xref' | 'recovery'> => {
  const plain = createObjectReader(source, xref, null, budget)
  const value = xref.trailer.dictionary.entries.get('Encrypt')?.value
  if (value === undefined || value.kind === 'null') return { reader: plain, encryption: null }
  const encrypt = plain.resolve(value)
  if (encrypt?.kind !== 'dictionary')
    throw new PdfError('ERR_PDF_ENCRYPTION_INVALID', 'the encryption dictionary is missing')
  const encryption = openEncryption(encrypt, plain.resolve, firstIdentifier(plain, xref), password)
  return { reader: createObjectReader(source, xref, encryption, budget), encryption }
}

/** The first string of /ID (ISO 32000-2 14.4), on which keys depend; empty when there is none. */
const firstIdentifier = ({ resolve }: ObjectReader, { trailer }: CrossReference): Uint8Array => {
  const id = resolve(trailer.dictionary.entries.get('ID')?.value)
  const first = id?.kind === 'array' ? resolve(id.items[0]) : null
  return first?.kind === 'string' ? stringBytes(first) : new Uint8Array(0)
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
export const replacedView = (old: FileView, file: FileToOpen, damage: PdfError): FileView => {
  const recovered = recoveredView(file, damage)
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
