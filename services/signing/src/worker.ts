import type { Logger } from '@waarmerk/service-kit'
import type { ObjectSweep } from '@waarmerk/storage'
import type { Deps } from './deps.ts'
import { sweepObjects } from './document/sweep-objects.ts'
import { resumeTransactions } from './signature/resume.ts'
import { closeOverdue } from './transaction/close-overdue.ts'
import { pruneKeks } from './transaction/prune-keks.ts'

const resumeEveryMs = 2000
const sweepEveryMs = 3_600_000

/** Finishes what was left behind, at once and again and again; safe beside other instances. */
export const startWorker = (
  deps: Deps & { readonly objects: Deps['objects'] & ObjectSweep },
): { close(): Promise<void> } => {
  const jobs = [
    repeat(resumeEveryMs, () => closeOverdue(deps), deps.logger),
    repeat(resumeEveryMs, () => resumeTransactions(deps), deps.logger),
    repeat(sweepEveryMs, () => pruneKeks(deps), deps.logger),
    repeat(sweepEveryMs, () => sweepObjects(deps), deps.logger),
  ]
  return {
    close: async () => {
      await Promise.all(jobs.map(({ close }) => close()))
    },
  }
}

/** Runs a job over and over, never beside itself; a failure is logged and the next round tries again. */
const repeat = (everyMs: number, job: () => Promise<void>, logger: Logger): { close(): Promise<void> } => {
  let closed = false
  let timer: NodeJS.Timeout | undefined
  const round = async (): Promise<void> => {
    try {
      await job()
    } catch (error) {
      logger.error('a background job failed', { error })
    }
    if (!closed) {
      timer = setTimeout(() => {
        running = round()
      }, everyMs).unref()
    }
  }
  let running = round()
  return {
    close: async () => {
      closed = true
      clearTimeout(timer)
      await running
    },
  }
}
