/** What was answered before, the least recently used forgotten first. */
export interface BoundedCache<T> {
  get(key: string): T | undefined
  set(key: string, value: T, until: Date): void
}

/**
 * A cache with bounds.
 *
 * @param options.most sum of the sizes
 * @param options.sizeOf size of a value; 1 by default, so that `most` is a number of values
 */
export function boundedCache<T>(options: {
  readonly most: number
  readonly now: () => Date
  readonly sizeOf?: (value: T) => number
}): BoundedCache<T> {
  const { most, now, sizeOf = () => 1 } = options
  const entries = new Map<string, { readonly value: T; readonly until: number }>()
  let size = 0
  const drop = (key: string) => {
    const entry = entries.get(key)
    if (entry === undefined || !entries.delete(key)) return
    size -= sizeOf(entry.value)
  }
  return {
    get(key) {
      const entry = entries.get(key)
      drop(key)
      if (entry === undefined || entry.until <= now().getTime()) return undefined
      entries.set(key, entry)
      size += sizeOf(entry.value)
      return entry.value
    },
    set(key, value, until) {
      drop(key)
      if (sizeOf(value) > most) return
      entries.set(key, { value, until: until.getTime() })
      size += sizeOf(value)
      // A Map keeps the order in which keys were set.
      for (const oldest of entries.keys()) {
        if (size <= most) break
        drop(oldest)
      }
    },
  }
}
