import type { Outcome } from './use-input.ts'

/** What a run came to, as it is written for machines. */
export interface SoakSummary {
  readonly seed: number
  readonly inputs: number
  /** Of the inputs that are documents or messages, how often each outcome. */
  readonly outcomes: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** CPU time of one input, in milliseconds. */
  readonly milliseconds: { readonly median: number; readonly p99: number; readonly largest: number }
  readonly findings: readonly FindingGroup[]
}

/** All inputs that show one problem. */
export interface FindingGroup {
  readonly subject: string
  readonly problem: string
  readonly stack: string
  readonly count: number
  /** The first of them: what it was and where it is kept. */
  readonly examples: readonly { readonly index: number; readonly origin: string; readonly file: string }[]
}

/** Kept of each group. */
const mostExamples = 3

/**
 * Adds outcomes up.
 *
 * @param keep writes the input of a finding down and says where
 */
export function createSummary(seed: number, keep: (index: number, subject: string, bytes: Uint8Array) => string) {
  const outcomes: Record<string, Record<string, number>> = {}
  const groups = new Map<string, FindingGroup>()
  const times: number[] = []
  return {
    add({ index, subject, origin, outcome, milliseconds, finding }: Outcome & { readonly index: number }): void {
      const ofSubject = outcomes[subject] ?? {}
      outcomes[subject] = { ...ofSubject, [outcome]: (ofSubject[outcome] ?? 0) + 1 }
      times.push(milliseconds)
      if (finding === undefined) return
      const { problem, stack, bytes } = finding
      const key = `${subject}\n${problem.replaceAll(/\d+/g, 'N')}\n${stack}`
      const group = groups.get(key) ?? { subject, problem, stack, count: 0, examples: [] }
      const examples =
        group.examples.length < mostExamples
          ? [...group.examples, { index, origin, file: keep(index, subject, bytes) }]
          : group.examples
      groups.set(key, { ...group, count: group.count + 1, examples })
    },
    get count(): number {
      return times.length
    },
    get findings(): number {
      return [...groups.values()].reduce((sum, { count }) => sum + count, 0)
    },
    result(): SoakSummary {
      const sorted = times.toSorted((a, b) => a - b)
      const at = (part: number) => Math.round((sorted[Math.floor(part * (sorted.length - 1))] ?? 0) * 10) / 10
      return {
        seed,
        inputs: times.length,
        outcomes,
        milliseconds: { median: at(0.5), p99: at(0.99), largest: at(1) },
        findings: [...groups.values()].sort((a, b) => b.count - a.count),
      }
    },
  }
}
