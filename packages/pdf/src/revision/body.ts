/**
 * A piece of what is appended: ASCII text, bytes, a run of the digit zero (the placeholder, which is
 * never a JavaScript string), or a mark whose position in the file is asked for afterwards.
 */
export type Part = string | Uint8Array | { readonly zeros: number } | { readonly mark: string }

/** The content of one indirect object, between `N G obj` and `endobj`. */
export type Body = readonly Part[]

export const partLength = (part: Part): number => {
  if (typeof part === 'string' || part instanceof Uint8Array) return part.length
  return 'zeros' in part ? part.zeros : 0
}

export const bodyLength = (body: Body): number => body.reduce((length, part) => length + partLength(part), 0)

/** Writes the parts into `target` from `at`; gives the position after them. */
export const writeParts = (
  target: Buffer,
  at: number,
  body: Body,
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
