import { CodedError } from '@waarmerk/coded-error'
import type { Check, CheckName } from './signature-report.ts'

/** Runs checks one after another and notes how each ended. */
export interface Checklist {
  readonly checks: readonly Check[]
  /** What `check` gives, or null when it fails with a code. Other errors are passed on. */
  run<T>(name: CheckName, check: () => T | Promise<T>): Promise<T | null>
  skip(name: CheckName): null
}

export const createChecklist = (): Checklist => {
  const checks: Check[] = []
  return {
    checks,
    async run(name, check) {
      try {
        const result = await check()
        checks.push({ name, outcome: 'passed' })
        return result
      } catch (error) {
        if (!(error instanceof CodedError)) throw error
        checks.push({ name, outcome: 'failed', code: error.code })
        return null
      }
    },
    skip(name) {
      checks.push({ name, outcome: 'skipped' })
      return null
    },
  }
}
