import { limits } from '../limits.ts'
import type { PdfError } from '../pdf-error.ts'
import type { RandomAccess } from '../random-access.ts'
import { cursorOver } from '../syntax/cursor.ts'
import { parseValue } from '../syntax/parse-value.ts'
import { type CrossReference, refuseHalfEncrypted } from './cross-reference.ts'
import type { EntryTable } from './entry-table.ts'
import type { ObjectReader } from './object-reader.ts'
import type { Scan } from './scan-findings.ts'
import { scanObjects } from './scan-objects.ts'
import type { Trailer, XrefEntry } from './xref-section.ts'

/** All that was found in a file whose cross-reference cannot be used. */
export interface RecoveredObjects {
  /** Where the last definition of each object stands. */
  readonly entries: EntryTable
  /** The file holds something like a signature. */
  readonly signed: boolean
}

/** A cross-reference made by reading the whole file. */
export interface RecoveredCrossReference extends CrossReference {
  readonly recovered: RecoveredObjects
  readonly objectStreams: Scan['objectStreams']
  readonly references: Scan['references']
}

/**
 * Finds all objects of a file by reading it whole, in chunks. Of objects in object streams it knows
 * nothing before {@link indexObjectStreams}.
 *
 * @throws PdfError `damage` when no catalog is found; ERR_PDF_TOO_LARGE, ERR_PDF_ENCRYPTION_INVALID
 */
export const recoverCrossReference = (source: RandomAccess, damage: PdfError): RecoveredCrossReference => {
  const { entries, objectStreams, trailer, encrypted, catalog, references, signed } = scanObjects(source)
  const found = trailer ?? (catalog === null ? null : madeTrailer(catalog, entries))
  if (found === null) throw damage
  if (encrypted !== null) refuseHalfEncrypted(found, [encrypted])
  return {
    kind: objectStreams.length > 0 || isXrefStream(found) ? 'stream' : 'table',
    startXref: null,
    trailer: found,
    get nextNumber() {
      return Math.max(entries.end, references.end)
    },
    find: (number): XrefEntry => entries.find(number) ?? { kind: 'free' },
    sections: new Map(),
    recovered: { entries, signed },
    objectStreams,
    references,
  }
}

const madeTrailer = (catalog: number, entries: EntryTable): Trailer | null => {
  const entry = entries.find(catalog)
  if (entry?.kind !== 'offset') return null
  const bytes = Buffer.from(`<</Root ${catalog} ${entry.generation} R>> `)
  const dictionary = parseValue(cursorOver(bytes, true))
  return dictionary.kind === 'dictionary' ? { dictionary, bytes } : null
}

const isXrefStream = ({ dictionary }: Trailer): boolean => dictionary.entries.has('W')

/**
 * Enters the objects of all object streams that are still in force, where no later definition is known.
 *
 * @throws PdfError the codes of reading an object stream: what it holds must not be taken for missing
 */
export const indexObjectStreams = (
  { recovered, objectStreams, references, trailer }: RecoveredCrossReference,
  reader: ObjectReader,
): void => {
  const { entries } = recovered
  const inForce = objectStreams.filter(({ number, offset }) => {
    const current = entries.find(number)
    return current?.kind === 'offset' && current.offset === offset
  })
  const outside = new Set(inForce.map(({ number }) => number))
  // The encryption dictionary is in no object stream either (ISO 32000-2 7.5.7), and was read before any of them.
  const encrypt = trailer.dictionary.entries.get('Encrypt')?.value
  if (encrypt?.kind === 'reference') outside.add(encrypt.number)
  for (const { number, offset } of inForce) {
    const stream = reader.objectStream(number)
    stream.noteReferences(references)
    for (const [index, held] of stream.numbers().entries()) {
      const known = entries.find(held)
      const later = known?.kind === 'offset' && known.offset > offset
      if (!later && !outside.has(held) && held <= limits.objectNumber)
        entries.set(held, { kind: 'compressed', stream: number, index })
    }
  }
}
