import type { RuleId } from '../pipeline/rules.ts'

/** The three endpoints a client talks to, and the page the person talks to. */
export type Endpoint = 'par' | 'authorize' | 'token' | 'login'

/** One refusal: which rule, whose mistake. Nothing about the person, no parameter values. */
export interface LedgerEntry {
  readonly at: Date
  readonly endpoint: Endpoint
  readonly rule: RuleId
  /** Only a registered client id; whatever else was sent is not repeated. */
  readonly clientId: string | undefined
}

/** The last refusals, newest last, for tests and for whoever debugs a client. */
export interface Ledger {
  readonly entries: readonly LedgerEntry[]
  record(entry: LedgerEntry): void
}

const longest = 200

/** A ledger that remembers the last 200 refusals. */
export function createLedger(): Ledger {
  const entries: LedgerEntry[] = []
  return {
    entries,
    record(entry) {
      entries.push(entry)
      if (entries.length > longest) entries.shift()
    },
  }
}
