import type { DssToken, DssVerdict } from './dss.ts'
import { isFailure, type JudgeFailure } from './judge-job.ts'
import type { PdfsigVerdict } from './pdfsig.ts'
import type { PyhankoSignature, PyhankoVerdict } from './pyhanko.ts'
import type { QpdfVerdict } from './qpdf.ts'
import type { VeraPdfVerdict } from './verapdf.ts'

/** What all judges say of one file. */
export interface Verdicts {
  readonly file: string
  readonly pdfsig: PdfsigVerdict | JudgeFailure
  readonly qpdf: QpdfVerdict | JudgeFailure
  readonly pyhanko: PyhankoVerdict | JudgeFailure
  readonly dss: DssVerdict | JudgeFailure
  readonly verapdf: VeraPdfVerdict | JudgeFailure
}

/** One sentence of one judge. */
export interface VerdictLine {
  readonly judge: string
  readonly ok: boolean
  readonly text: string
}

/** Whether EU DSS passed a signature or time stamp. */
export const passedByDss = ({ indication }: { readonly indication: string }): boolean =>
  indication === 'TOTAL_PASSED' || indication === 'PASSED'

/** Puts verdicts into lines for a person; a file without any signature is not in order. */
export function verdictLines({ pdfsig, qpdf, pyhanko, dss, verapdf }: Verdicts): VerdictLine[] {
  return [
    ...lines('pdfsig', pdfsig, ({ signatures }) =>
      orNone(signatures.map(({ field, valid, type, verdict }) => [valid ?? true, `${field}: ${verdict} (${type})`])),
    ),
    ...lines('qpdf', qpdf, ({ state, complaints }) => [[state === 'clean', [state, ...complaints].join('; ')]]),
    ...lines('pyHanko', pyhanko, ({ signatures }) => orNone(signatures.map(pyhankoLine))),
    ...lines('EU DSS', dss, ({ signatures, timestamps }) => [
      ...orNone(signatures.map((one) => [passedByDss(one), `${one.field}: ${one.format}, ${dssText(one)}`])),
      ...timestamps.map((one): Line => [passedByDss(one), `time stamp of ${one.by}: ${dssText(one)}`]),
    ]),
    ...lines('veraPDF', verapdf, ({ standards }) =>
      standards.map(({ standard, compliant, failed }) => [
        compliant,
        `${standard}: ${compliant ? 'compliant' : (failed[0] ?? 'not compliant')}`,
      ]),
    ),
  ]
}

type Line = readonly [ok: boolean, text: string]

function lines<Verdict extends object>(
  judge: string,
  verdict: Verdict | JudgeFailure,
  say: (verdict: Verdict) => readonly Line[],
): VerdictLine[] {
  const said: readonly Line[] = isFailure(verdict) ? [[false, verdict.error]] : say(verdict)
  return said.map(([ok, text]) => ({ judge, ok, text }))
}

function orNone(signatures: readonly Line[]): readonly Line[] {
  return signatures.length > 0 ? signatures : [[false, 'no signature']]
}

function pyhankoLine({ field, kind, passed, longTerm, error, coverage, modifications }: PyhankoSignature): Line {
  const basic = error ?? `${passed ? 'passed' : 'not passed'} now, ${coverage}, changes ${modifications}`
  if (!longTerm) return [passed, `${field} (${kind}): ${basic}`]
  // What has expired by now may have been proven in time.
  const { indication, subIndication } = longTerm
  return [longTerm.passed, `${field} (${kind}): ${basic}, long term ${indication} ${subIndication}`]
}

function dssText({ indication, subIndication, errors }: DssToken): string {
  return [indication, ...(subIndication ? [subIndication] : []), ...errors].join('; ')
}
