import type { DssVerdict } from './dss.ts'
import { judgeCommand } from './installed.ts'
import type { JudgeFailure, JudgeJob } from './judge-job.ts'
import { type LineProgram, linePrograms } from './line-program.ts'
import { askPdfsig, type PdfsigVerdict } from './pdfsig.ts'
import type { PyhankoJob, PyhankoVerdict } from './pyhanko.ts'
import { askQpdf, type QpdfVerdict } from './qpdf.ts'
import type { VeraPdfJob, VeraPdfVerdict } from './verapdf.ts'

/** The outside judges, ready to be asked. None of them shares code with what it judges; none uses the network. */
export interface Judges {
  pdfsig(job: JudgeJob): Promise<PdfsigVerdict | JudgeFailure>
  qpdf(job: JudgeJob): Promise<QpdfVerdict | JudgeFailure>
  pyhanko(job: PyhankoJob): Promise<PyhankoVerdict | JudgeFailure>
  dss(job: JudgeJob): Promise<DssVerdict | JudgeFailure>
  verapdf(job: VeraPdfJob): Promise<VeraPdfVerdict | JudgeFailure>
  /** Ends the programs that were started. */
  close(): void
}

/** How the judges run. */
export interface JudgesSettings {
  /** Longest time for one answer, in seconds; 20 when absent. */
  readonly secondsPerAnswer?: number
  /** How many of each program at a time; 1 when absent. */
  readonly workers?: number
}

/**
 * Opens the judges, which must be installed (`isInstalled`). A program starts at the first question to it and stays
 * for the next ones; a judge that fails, ends or takes too long says so in `error`, and the calls never reject.
 *
 * @example
 * const judges = openJudges()
 * const { signatures } = await judges.dss({ file: 'signed.pdf', trust: ['root.pem'], at: '2026-11-23T12:00:00Z' })
 * judges.close()
 */
export function openJudges({ secondsPerAnswer = 20, workers = 1 }: JudgesSettings = {}): Judges {
  const programOf = (name: 'pyhanko' | 'dss' | 'verapdf') =>
    linePrograms(workers, { ...judgeCommand(name), secondsPerAnswer })
  const programs = { pyhanko: programOf('pyhanko'), dss: programOf('dss'), verapdf: programOf('verapdf') }
  return {
    pdfsig: (job) => askPdfsig(job, secondsPerAnswer),
    qpdf: (job) => askQpdf(job, secondsPerAnswer),
    pyhanko: (job) => answer<PyhankoVerdict>(programs.pyhanko, job),
    dss: (job) => answer<DssVerdict>(programs.dss, job),
    verapdf: (job) => answer<VeraPdfVerdict>(programs.verapdf, job),
    close: () => {
      for (const program of Object.values(programs)) program.close()
    },
  }
}

/** The answers come from our own programs beside this file, which write just these shapes. */
function answer<Verdict>(program: LineProgram, job: JudgeJob): Promise<Verdict | JudgeFailure> {
  return program.ask(job) as Promise<Verdict | JudgeFailure>
}
