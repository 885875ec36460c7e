import type { JudgeFailure, JudgeJob } from './judge-job.ts'
import { runProgram } from './run-program.ts'

/** What `qpdf --check` says of the syntax of a file. */
export interface QpdfVerdict {
  readonly state: 'clean' | 'warnings' | 'damaged'
  /** Its first complaints. */
  readonly complaints: readonly string[]
}

const mostComplaints = 5
const states: Readonly<Record<number, QpdfVerdict['state']>> = { 0: 'clean', 2: 'damaged', 3: 'warnings' }

/** Judges the syntax of a file with `qpdf --check`. */
export async function askQpdf(job: JudgeJob, seconds: number): Promise<QpdfVerdict | JudgeFailure> {
  const password = job.password === undefined ? [] : [`--password=${job.password}`]
  const { status, stdout, stderr } = await runProgram('qpdf', ['--check', ...password, job.file], seconds)
  const complaints = stderr.replaceAll(job.file, 'file').trim().split('\n').filter(Boolean)
  const state = status === undefined ? undefined : states[status]
  if (!state) return { error: complaints[0] ?? stdout.slice(0, 500) }
  return { state, complaints: complaints.slice(0, mostComplaints) }
}
