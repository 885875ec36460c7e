import { readFileSync } from 'node:fs'
import type { DssVerdict } from '../judges/dss.ts'
import { isFailure, type JudgeFailure, type JudgeJob } from '../judges/judge-job.ts'
import type { Judges } from '../judges/judges.ts'
import type { PdfsigVerdict } from '../judges/pdfsig.ts'
import type { PyhankoVerdict } from '../judges/pyhanko.ts'
import type { QpdfVerdict } from '../judges/qpdf.ts'
import type { Before } from './before.ts'
import { type Output, signatureJudges } from './outcome.ts'
import { firstPageDrawn } from './page-drawn.ts'

/** What the judges know beside the file, and the name in the certificate of the new signature. */
export interface Known extends Pick<JudgeJob, 'trust' | 'crls'> {
  readonly signedBy: string
}

const severity: Readonly<Record<QpdfVerdict['state'], number>> = { clean: 0, warnings: 1, damaged: 2 }

/** Looks at a signed file and holds it against what it was before. */
export async function lookAfter(judges: Judges, before: Before, path: string, known: Known): Promise<Output> {
  const { password } = before.file
  const { signedBy, ...material } = known
  const job: JudgeJob = { file: path, ...material, ...(password === undefined ? {} : { password }) }
  const [pdfsig, pyhanko, dss, qpdf, drawn, lost] = await Promise.all([
    judges.pdfsig(job),
    judges.pyhanko(job),
    judges.dss(job),
    judges.qpdf(job),
    firstPageDrawn(path, before.file),
    standardsLost(judges, before, job),
  ])
  const objections = {
    pdfsig: objectionOfPdfsig(pdfsig),
    pyhanko: objectionOfPyhanko(pyhanko),
    dss: objectionOfDss(dss, signedBy),
  }
  const format = isFailure(dss) ? undefined : dss.signatures.find(({ by }) => by === signedBy)?.format
  return {
    prefixKept: prefixKept(before.bytes, readFileSync(path)),
    brokenSignatures: brokenSignatures(before, pdfsig),
    passedBy: signatureJudges.filter((judge) => objections[judge] === undefined),
    objections: signatureJudges.flatMap((judge) => (objections[judge] ? [`${judge}: ${objections[judge]}`] : [])),
    ...(format === undefined ? {} : { format }),
    syntaxWorse: severity[isFailure(qpdf) ? 'damaged' : qpdf.state] > severity[before.syntax],
    ...(before.drawn === undefined ? {} : { drawsSame: drawn === before.drawn }),
    standardsLost: lost,
  }
}

/** Whether something was added, and nothing else was done. */
export function prefixKept(input: Uint8Array, output: Uint8Array): boolean {
  return output.length > input.length && Buffer.compare(output.subarray(0, input.length), input) === 0
}

function brokenSignatures({ validFields }: Before, verdict: PdfsigVerdict | JudgeFailure): string[] {
  const now = isFailure(verdict) ? [] : verdict.signatures
  return validFields.filter((field) => !now.some((one) => one.field === field && one.valid))
}

async function standardsLost(judges: Judges, { standards }: Before, job: JudgeJob): Promise<string[]> {
  if (standards.length === 0) return []
  const verdict = await judges.verapdf({ ...job, flavours: standards })
  if (isFailure(verdict)) return standards.map((standard) => `${standard} (${verdict.error})`)
  return verdict.standards.flatMap(({ standard, compliant, failed }) =>
    compliant ? [] : [`${standard} (${failed.join('; ')})`],
  )
}

// The new signature is the one over the whole file.
function objectionOfPdfsig(verdict: PdfsigVerdict | JudgeFailure): string | undefined {
  if (isFailure(verdict)) return verdict.error
  const signature = verdict.signatures.find(({ wholeFile }) => wholeFile)
  if (!signature) return 'no signature over the whole file'
  return signature.valid ? undefined : signature.verdict
}

function objectionOfPyhanko(verdict: PyhankoVerdict | JudgeFailure): string | undefined {
  if (isFailure(verdict)) return verdict.error
  const signature = verdict.signatures.find(({ coverage }) => coverage === 'ENTIRE_FILE')
  if (!signature) return verdict.signatures.at(-1)?.error ?? 'no signature over the whole file'
  if (signature.passed) return undefined
  const { error, intact, valid, trusted, docMdpOk } = signature
  return error ?? JSON.stringify({ intact, valid, trusted, docMdpOk })
}

function objectionOfDss(verdict: DssVerdict | JudgeFailure, signedBy: string): string | undefined {
  if (isFailure(verdict)) return verdict.error
  const signature = verdict.signatures.find(({ by }) => by === signedBy)
  if (!signature) return 'no signature by the signer'
  const { indication, subIndication, errors } = signature
  return indication === 'TOTAL_PASSED' ? undefined : [indication, subIndication, ...errors].join('; ')
}
