const capacity = 10_000

/**
 * A bounded memory of things by name: what is older than `retention` seconds, or more than
 * `capacity` things ago, is forgotten. Entries are kept past their own expiry so that a late or
 * second use can be told from an invention.
 */
export class ExpiringMap<Value> {
  readonly #entries = new Map<string, { readonly value: Value; readonly forgetAt: number }>()
  readonly #retention: number
  readonly #now: () => Date

  constructor(retention: number, now: () => Date) {
    this.#retention = retention
    this.#now = now
  }

  get(name: string): Value | undefined {
    this.#forget()
    return this.#entries.get(name)?.value
  }

  set(name: string, value: Value): void {
    this.#forget()
    this.#entries.set(name, { value, forgetAt: this.#now().getTime() + this.#retention * 1000 })
  }

  /** Gives the value and forgets it. */
  take(name: string): Value | undefined {
    const value = this.get(name)
    this.#entries.delete(name)
    return value
  }

  // A Map iterates in order of insertion, so the oldest comes first.
  #forget(): void {
    const now = this.#now().getTime()
    for (const [name, entry] of this.#entries) {
      if (entry.forgetAt > now && this.#entries.size <= capacity) return
      this.#entries.delete(name)
    }
  }
}
