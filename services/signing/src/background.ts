import type { Logger } from '@waarmerk/service-kit'

/** Work that goes on by itself. */
export interface Background {
  /** Watches it; resolves when it has ended, well or not. */
  run(work: Promise<void>): Promise<void>
  /** Waits for everything that was begun. */
  settled(): Promise<void>
}

/** Keeps track of work that may outlive the request it began in. */
export const createBackground = (logger: Logger): Background => {
  const running = new Set<Promise<void>>()
  return {
    run: (work) => {
      const watched = work
        .catch((error: unknown) => logger.error('work in the background failed', { error }))
        .finally(() => running.delete(watched))
      running.add(watched)
      return watched
    },
    settled: async () => {
      await Promise.all(running)
    },
  }
}
