/** A file, or a marked part of one, that a script writes. */
export interface Generated {
  /** Path from the root. */
  readonly path: string
  /** What the whole file must be, made from what it is now (`undefined`: there is none). */
  content(now: string | undefined): string | Promise<string>
}

/**
 * Replaces what stands between `<!-- generated:NAME -->` and `<!-- /generated:NAME -->`.
 *
 * @throws TypeError when the text has no such lines.
 */
export function replaceMarked(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- generated:${name} -->`, `<!-- /generated:${name} -->`]
  const from = text.indexOf(start)
  const to = text.indexOf(end)
  if (from < 0 || to < from) throw new TypeError(`no lines ${start} … ${end}`)
  return `${text.slice(0, from + start.length)}\n${content.trim()}\n${text.slice(to)}`
}
