import type { RandomAccess } from '@waarmerk/pdf'
import type { Surroundings } from '../command.ts'
import { openFileSource } from '../files/file-source.ts'
import { createOutputFile } from '../files/output-file.ts'
import { outputTarget } from '../files/output-target.ts'
import type { GivenOptions, NamedFile } from '../options.ts'
import { showProgress } from '../progress.ts'
import { secretNamed } from '../secrets.ts'
import type { Trust } from '../trust/trust-anchors.ts'
import type { outputOptions } from './output-options.ts'
import { type Promised, requirePromised } from './require-promised.ts'

/** The input, how to open it, and who wants to see every byte of it while it is hashed. */
export interface DocumentToChange {
  readonly source: RandomAccess
  readonly password?: string
  readonly onChunk: (chunk: Uint8Array, position: number) => void
}

/** What is to be appended, and what came of it: `--verify` holds the result against that. */
export interface Change extends Promised {
  readonly increments: readonly Uint8Array[]
}

/** Sizes in bytes. */
export interface WrittenDocument<Made extends Change> {
  readonly made: Made
  readonly bytes: number
  readonly bytesAdded: number
}

interface Request {
  readonly input: NamedFile
  readonly given: GivenOptions<keyof typeof outputOptions>
  readonly surroundings: Surroundings
  /** For `--verify`. */
  readonly trust: Trust
}

/**
 * Writes a copy of a PDF with what `change` appends. The input is read once: each chunk is hashed, written to the copy
 * and counted for the progress. The copy gets its name when all is done, else nothing is left.
 *
 * @throws CliError `ERR_CLI_USAGE`, `ERR_CLI_SECRET_MISSING`, `ERR_CLI_FILE_UNREADABLE`, `ERR_CLI_OUTPUT_IS_INPUT`,
 *   `ERR_CLI_OUTPUT_EXISTS`, `ERR_CLI_OUTPUT_FAILED`, `ERR_CLI_NOT_VALID`; what `change` throws
 */
export const appendToCopy = async <Made extends Change>(
  { input, given, surroundings, trust }: Request,
  change: (document: DocumentToChange) => Promise<Made>,
): Promise<WrittenDocument<Made>> => {
  const secret = secretNamed(given.text('password-env'), surroundings)
  const password = secret === undefined ? {} : { password: secret }
  using source = openFileSource(input)
  using output = createOutputFile(outputTarget(given.requiredFile('out'), given.has('force'), source), source)
  const made = await watched(source, { given, surroundings }, (progress) =>
    change({
      source,
      ...password,
      onChunk(chunk, position) {
        output.append(chunk)
        progress(position + chunk.length)
      },
    }),
  )
  // A defect of ours must not become a document that lacks its end.
  if (output.written().size !== source.size) throw new TypeError('the document was not read once as a whole')
  for (const increment of made.increments) output.append(increment)
  const written = output.written()
  if (given.has('verify')) {
    await watched(written, { given, surroundings }, (progress) =>
      requirePromised(
        { source: written, ...trust, ...password, onChunk: (chunk, position) => progress(position + chunk.length) },
        made,
        source.size,
      ),
    )
  }
  output.finish()
  return { made, bytes: written.size, bytesAdded: written.size - source.size }
}

const watched = async <Result>(
  source: RandomAccess,
  { given, surroundings }: Pick<Request, 'given' | 'surroundings'>,
  act: (progress: (done: number) => void) => Promise<Result>,
): Promise<Result> => {
  using progress = showProgress(surroundings.progress, { total: source.size, wanted: given.has('progress') })
  return await act(progress.at)
}
