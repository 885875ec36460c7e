import type { TimestampAuthority } from '@waarmerk/pades'

/** A time-stamp authority whose last answer, real or probe, is remembered. */
export interface WatchedTimestampAuthority extends TimestampAuthority {
  /** Returns at once when the last answer is recent and good; probes when there is none; throws what failed. */
  requireAnswering(): Promise<void>
}

const recentMilliseconds = 60_000

/** Remembers how the last request ended, so that a transaction is not opened towards a dead authority. */
export const watchTimestampAuthority = (authority: TimestampAuthority, now: () => Date): WatchedTimestampAuthority => {
  let last: { readonly at: number; readonly failure: unknown } | null = null
  const watched = async <Result>(ask: () => Promise<Result>): Promise<Result> => {
    try {
      const result = await ask()
      last = { at: now().getTime(), failure: null }
      return result
    } catch (failure) {
      last = { at: now().getTime(), failure }
      throw failure
    }
  }
  const probe = () => watched(() => authority.probe())
  return {
    get largestToken() {
      return authority.largestToken
    },
    timestamp: (imprint, limits) => watched(() => authority.timestamp(imprint, limits)),
    probe,
    async requireAnswering() {
      if (last === null || now().getTime() - last.at > recentMilliseconds || last.failure !== null) await probe()
    },
  }
}
