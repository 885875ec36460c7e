import type { JudgeFailure, JudgeJob } from './judge-job.ts'
import { runProgram } from './run-program.ts'

/** What pdfsig (poppler) says of one signature. */
export interface PdfsigSignature {
  readonly field: string
  readonly signedBy: string
  /** The /SubFilter, as far as poppler knows it. */
  readonly type: string
  /** `null` when pdfsig does not know the kind: it leaves document time stamps to others. */
  readonly valid: boolean | null
  /** Its words, for example `Digest Mismatch.`. */
  readonly verdict: string
  /** Whether everything up to the end of the file is signed. */
  readonly wholeFile: boolean
}

/** What pdfsig says of a file: its signatures in the order of the file. */
export interface PdfsigVerdict {
  readonly signatures: readonly PdfsigSignature[]
}

/** Judges the integrity of the signatures of a file with pdfsig; certificates are left to other judges. */
export async function askPdfsig(job: JudgeJob, seconds: number): Promise<PdfsigVerdict | JudgeFailure> {
  const password = job.password === undefined ? [] : ['-upw', job.password, '-opw', job.password]
  const { status, stdout, stderr } = await runProgram('pdfsig', ['-nocert', ...password, job.file], seconds)
  if (stdout.includes('does not contain any signatures')) return { signatures: [] }
  if (status !== 0) return { error: stderr.trim().slice(0, 500) || `ended with ${status ?? 'no status'}` }
  return parsePdfsig(stdout)
}

/** Reads what pdfsig prints. */
export function parsePdfsig(text: string): PdfsigVerdict {
  const blocks = text.split(/^Signature #\d+:$/m).slice(1)
  return { signatures: blocks.map(parseSignature) }
}

function parseSignature(block: string): PdfsigSignature {
  const value = (name: string) => new RegExp(`^ {2}- ${name}: (.*)$`, 'm').exec(block)?.[1] ?? ''
  const verdict = value('Signature Validation')
  return {
    field: value('Signature Field Name'),
    signedBy: value('Signer Certificate Common Name'),
    type: value('Signature Type'),
    valid: verdict === 'Signature has not yet been verified.' ? null : verdict === 'Signature is Valid.',
    verdict,
    wholeFile: /^ {2}- Total document signed$/m.test(block),
  }
}
