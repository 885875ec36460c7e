/** The query of a request as it was sent, without `?`; never through a parser that drops or merges parameters. */
export const rawQuery = (originalUrl: string): string => {
  const at = originalUrl.indexOf('?')
  return at < 0 ? '' : originalUrl.slice(at + 1)
}

/** Every parameter of a callback in order, duplicates too (RFC 6749 §3.1 forbids them: whoever decides must see them). */
export const parametersOf = (query: string): readonly { readonly name: string; readonly value: string }[] =>
  [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }))

/** Whether a parameter came twice. */
export const hasDuplicate = (parameters: readonly { readonly name: string }[]): boolean =>
  new Set(parameters.map(({ name }) => name)).size !== parameters.length
