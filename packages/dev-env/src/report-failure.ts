import { scrub } from '@waarmerk/service-kit'
import { UsageError, usage } from './command-line.ts'

/** What goes to standard error, and the exit code. */
export interface Failure {
  readonly text: string
  readonly exitCode: 1 | 2
}

/**
 * Wrong usage: what is wrong and how it is meant, exit code 2. Anything else: one line with its code, exit code 1.
 * Without anything that may not be printed.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof UsageError) return { text: `${error.message}\n${usage}\n`, exitCode: 2 }
  const code = error instanceof Error && 'code' in error && /^ERR_/.test(String(error.code)) ? error.code : undefined
  if (code !== undefined) return { text: line(`${String(code)}: ${(error as Error).message}`), exitCode: 1 }
  const what = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown failure'
  return { text: line(`ERR_DEFECT: ${what}`), exitCode: 1 }
}

const line = (text: string): string => `${scrub(text).replaceAll(/\s+/g, ' ').trim()}\n`
