import type { z } from 'zod'
import { ServiceError } from '../errors.ts'

/** One misfit in the input. */
export interface InputFault {
  /** RFC 6901 JSON pointer, e.g. `/signers/0/providers`; empty for the whole. */
  readonly pointer: string
  readonly message: string
}

/** Input that does not fit; `faults` are told to the caller, values never are. */
export class InputError extends ServiceError {
  readonly faults: readonly InputFault[]

  constructor(faults: readonly InputFault[]) {
    super('ERR_HTTP_INPUT_INVALID', 'the request does not have the form that this operation takes')
    this.faults = faults
  }
}

/**
 * Checks a caller's input. Only what passes through here can become a 400: a schema that fails anywhere else
 * (an answer from outside, a row) is nobody's input and ends as 500.
 *
 * @param under where the value stands, as the start of every pointer: `''` for a body, `/query`, `/path`.
 * @returns the parsed value, as trustworthy as the schema is strict.
 * @throws InputError `ERR_HTTP_INPUT_INVALID` with every misfit (NL API Design Rules, /core/error-handling/all-errors)
 *
 * @example
 * const body = parseInput(createSignatureRequest, request.body)
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown, under = ''): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const faults = result.error.issues.slice(0, maxFaults).flatMap((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, maxFaults) : [undefined]
    return keys.map((key) => ({
      pointer: under + pointer(key === undefined ? issue.path : [...issue.path, key]),
      message: key === undefined ? issue.message : 'Unknown field',
    }))
  })
  throw new InputError(faults)
}

const maxFaults = 100

/** RFC 6901 §3: `~` and `/` are escaped. A name is bounded, for it may be the caller's own. */
function pointer(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
