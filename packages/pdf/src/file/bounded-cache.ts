/** Keeps the newest values as long as their sizes stay within a budget. */
export interface BoundedCache<V> {
  get(key: number): V | undefined
  set(key: number, value: V, size: number): void
}

export const createBoundedCache = <V>(budget: number): BoundedCache<V> => {
  const kept = new Map<number, { value: V; size: number }>()
  let total = 0
  const drop = (key: number): void => {
    total -= kept.get(key)?.size ?? 0
    kept.delete(key)
  }
  return {
    get: (key) => kept.get(key)?.value,
    set(key, value, size) {
      drop(key)
      kept.set(key, { value, size })
      total += size
      for (const oldest of kept.keys()) {
        if (total <= budget || oldest === key) return
        drop(oldest)
      }
    },
  }
}
