/** A piece as it stands in the file: ASCII, bytes, a run of the digit zero (the placeholder), or a mark. */
export type WrittenPart =
  | string
  | Uint8Array
  /** Never a JavaScript string: it may be large. */
  | { readonly zeros: number }
  /** A position in the file that is asked for afterwards. */
  | { readonly mark: string }

/**
 * A piece of what is appended. Everything that an encrypted file would encrypt is named as what it is:
 * a text or the bytes of a string object, never ASCII between parentheses.
 */
export type Part = WrittenPart | { readonly text: string } | { readonly string: Uint8Array }

/** The content of an indirect object, between `N G obj` and `endobj`, or a run of it. */
export type Body = readonly Part[]

/** A stream object: the entries of its dictionary without /Length and delimiters, and its encoded data. */
export interface StreamBody {
  readonly entries: Body
  readonly data: Uint8Array
}

/** The content of an indirect object. */
export type Content = Body | StreamBody

export const partLength = (part: WrittenPart): number => {
  if (typeof part === 'string' || part instanceof Uint8Array) return part.length
  return 'zeros' in part ? part.zeros : 0
}

export const bodyLength = (body: readonly WrittenPart[]): number =>
  body.reduce((length, part) => length + partLength(part), 0)

/** Writes the parts into `target` from `at`; gives the position after them. */
export const writeParts = (
  target: Buffer,
  at: number,
  body: readonly WrittenPart[],
  onMark: (mark: string, at: number) => void,
): number => {
  let position = at
  for (const part of body) {
    if (typeof part === 'string') target.write(part, position, 'latin1')
    else if (part instanceof Uint8Array) target.set(part, position)
    else if ('zeros' in part) target.fill(0x30, position, position + part.zeros)
    else onMark(part.mark, position)
    position += partLength(part)
  }
  return position
}

/** The parts as one array, without their marks. */
export const writtenBytes = (body: readonly WrittenPart[]): Uint8Array => {
  const bytes = Buffer.alloc(bodyLength(body))
  writeParts(bytes, 0, body, () => {})
  return bytes
}
