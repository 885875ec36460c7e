/** What was started, to be closed in reverse order. */
export interface Closers {
  add(close: () => Promise<void>): void
  /** Closes everything, also when one of them fails; then throws the first failure. Harmless twice. */
  close(): Promise<void>
}

/** Nothing started yet. */
export function createClosers(): Closers {
  const started: (() => Promise<void>)[] = []
  return {
    add: (close) => void started.push(close),
    async close() {
      const failures: unknown[] = []
      for (const close of started.splice(0).reverse()) {
        await close().catch((error: unknown) => failures.push(error))
      }
      if (failures.length > 0) throw failures[0]
    },
  }
}
