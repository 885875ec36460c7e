import { CodedError } from '@waarmerk/coded-error'
import type { TimestampAuthority } from '@waarmerk/pades'
import { TsaError } from './tsa-error.ts'

/** How failures are remembered. */
export interface FirstAvailableOptions {
  readonly now?: () => Date
  /** How long an authority that failed is asked last; 30 s by default. */
  readonly rememberFailureMs?: number
}

/**
 * Several authorities as one: asks them in the order given until one answers well. One that failed a moment ago is
 * asked after the others, so that a stalled authority does not slow every signature down; it is never left out.
 *
 * @returns an authority whose `largestToken` is the largest of them all
 * @throws TsaError on use: `ERR_TSA_NONE_AVAILABLE`, its cause an AggregateError of what each of several said; with one
 *   authority, what that one said
 * @example
 * const tsa = firstAvailable([primary, secondary], { now: () => new Date() })
 */
export function firstAvailable(
  authorities: readonly TimestampAuthority[],
  { now = () => new Date(), rememberFailureMs = 30_000 }: FirstAvailableOptions = {},
): TimestampAuthority {
  if (authorities.length === 0) throw new TypeError('at least one time-stamp authority')
  const failedAt = new Map<TimestampAuthority, number>()
  const failedLately = (authority: TimestampAuthority): boolean => {
    const age = now().getTime() - (failedAt.get(authority) ?? Number.NEGATIVE_INFINITY)
    return age < rememberFailureMs
  }
  const inOrder = () => [
    ...authorities.filter((authority) => !failedLately(authority)),
    ...authorities.filter(failedLately),
  ]
  async function ask<T>(question: (authority: TimestampAuthority) => Promise<T>): Promise<T> {
    const failures: CodedError[] = []
    for (const authority of inOrder()) {
      try {
        const answer = await question(authority)
        failedAt.delete(authority)
        return answer
      } catch (error) {
        // What is not the authority's fault would be the same everywhere.
        if (!(error instanceof CodedError && error.kind === 'upstream')) throw error
        failedAt.set(authority, now().getTime())
        failures.push(error)
      }
    }
    throw failures.length === 1 ? failures[0] : noneAvailable(failures)
  }
  return {
    timestamp: (messageImprint, limits) => ask((authority) => authority.timestamp(messageImprint, limits)),
    probe: () => ask((authority) => authority.probe()),
    get largestToken() {
      return Math.max(...authorities.map((authority) => authority.largestToken))
    },
  }
}

const noneAvailable = (failures: readonly CodedError[]): TsaError =>
  new TsaError('ERR_TSA_NONE_AVAILABLE', `none of ${failures.length} time-stamp authorities answered well`, {
    cause: new AggregateError(failures),
  })
