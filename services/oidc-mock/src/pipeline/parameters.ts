/** What was sent, each name once. */
export interface Parameters {
  get(name: string): string | undefined
  has(name: string): boolean
  readonly names: readonly string[]
  /** Names that were sent more than once; their values are not available. */
  readonly duplicates: ReadonlySet<string>
}

/** Reads a query or a form body. A parameter without a value counts as not sent (RFC 6749 §3.1). */
export function readParameters(encoded: string): Parameters {
  const values = new Map<string, string>()
  const duplicates = new Set<string>()
  for (const [name, value] of new URLSearchParams(encoded)) {
    if (value === '') continue
    if (values.has(name)) duplicates.add(name)
    values.set(name, value)
  }
  return {
    get: (name) => (duplicates.has(name) ? undefined : values.get(name)),
    has: (name) => values.has(name),
    names: [...values.keys()],
    duplicates,
  }
}
