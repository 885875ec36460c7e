import { readFileSync } from 'node:fs'
import type { JudgeName } from '../judges/installed.ts'
import { isFailure } from '../judges/judge-job.ts'
import type { Judges } from '../judges/judges.ts'
import type { QpdfVerdict } from '../judges/qpdf.ts'
import type { CorpusFile } from './corpus-files.ts'
import { firstPageDrawn } from './page-drawn.ts'

/** What a file of the corpus was like before anybody signed it. */
export interface Before {
  readonly file: CorpusFile
  readonly bytes: Uint8Array
  /** Fields with a signature that pdfsig finds valid. */
  readonly validFields: readonly string[]
  readonly syntax: QpdfVerdict['state']
  readonly drawn: string | undefined
  /** PDF/A and PDF/UA standards that it claims and, by veraPDF, meets. */
  readonly standards: readonly string[]
  /** Judges that could not judge it: what they would have found, it cannot be seen to lose. */
  readonly notJudged: readonly JudgeName[]
}

/** Looks at a file before it is signed. */
export async function lookBefore(judges: Judges, file: CorpusFile): Promise<Before> {
  const job = { file: file.path, ...(file.password === undefined ? {} : { password: file.password }) }
  const [pdfsig, qpdf, verapdf, drawn] = await Promise.all([
    judges.pdfsig(job),
    judges.qpdf(job),
    judges.verapdf(job),
    firstPageDrawn(file.path, file),
  ])
  const verdicts = { pdfsig, qpdf, verapdf }
  return {
    file,
    bytes: readFileSync(file.path),
    validFields: isFailure(pdfsig) ? [] : pdfsig.signatures.flatMap(({ field, valid }) => (valid ? [field] : [])),
    syntax: isFailure(qpdf) ? 'damaged' : qpdf.state,
    drawn,
    standards: isFailure(verapdf)
      ? []
      : verapdf.standards.flatMap(({ standard, compliant }) => (compliant ? [standard] : [])),
    notJudged: (['pdfsig', 'qpdf', 'verapdf'] as const).filter((judge) => isFailure(verdicts[judge])),
  }
}
