import { type BaselineLevel, baselineLevels, type DocumentToValidate, inspectDocument } from '@waarmerk/pades'
import { CliError } from '../cli-error.ts'

/** What a change says it made. */
export interface Promised {
  /** The field that it signed. */
  readonly field?: string
  /** The level of that signature; without a field, the least of every signature. Absent: none is promised. */
  readonly level?: BaselineLevel
  /** When what it stamped was stamped; null when it stamped nothing. */
  readonly genTime: Date | null
}

/**
 * Validates a written document, and that it holds what was promised: what was signed or stamped last is valid, and ours
 * when we signed or stamped; and the level is reached. Only what we appended may follow it: validation data (/DSS).
 *
 * @param inputSize bytes of the document before the change
 * @throws CliError `ERR_CLI_NOT_VALID`; what `inspectDocument` throws
 */
export const requirePromised = async (
  document: DocumentToValidate,
  { field, level, genTime }: Promised,
  inputSize: number,
): Promise<void> => {
  const { signatures, timeStamps } = await inspectDocument(document)
  // Of ranges that reach nowhere it is not known when they were made: 0 bytes after, and yet not the whole file.
  const [newest] = [...signatures, ...timeStamps]
    .filter(({ bytesAfter, coversWholeFile }) => coversWholeFile || bytesAfter > 0)
    .toSorted((a, b) => a.bytesAfter - b.bytesAfter)
  const isOurs = newest !== undefined && document.source.size - newest.bytesAfter > inputSize
  const adds = field !== undefined || genTime !== null
  if (newest?.valid !== true || (adds && !isOurs)) throw notValid('the result does not validate')
  const promised = field === undefined ? signatures : signatures.filter((signature) => signature.field === field)
  const isReached = promised.every((signature) => reaches(signature.level, level))
  if (!isReached || (field !== undefined && promised.length !== 1))
    throw notValid(`the result is not at level ${level}`)
}

const reaches = (reached: BaselineLevel | null, level: BaselineLevel | undefined): boolean =>
  level === undefined || (reached !== null && baselineLevels.indexOf(reached) >= baselineLevels.indexOf(level))

const notValid = (message: string): CliError => new CliError('ERR_CLI_NOT_VALID', message)
