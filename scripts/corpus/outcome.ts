import type { JudgeName } from '../judges/installed.ts'

/** The judges that pass or do not pass a new signature, the same three for every signer. */
export const signatureJudges = ['pdfsig', 'pyhanko', 'dss'] as const satisfies readonly JudgeName[]

/** What became of one file at one signer. */
export interface Outcome {
  readonly result: 'signed' | 'refused' | 'crashed' | 'slow'
  /** Code of our refusal. */
  readonly code?: string
  /** What the signer said when it did not sign. */
  readonly reason?: string
  readonly milliseconds: number
  /** Only when signed. */
  readonly output?: Output
}

/** What was found of a signed file. */
export interface Output {
  /** The input is a byte prefix of the output. */
  readonly prefixKept: boolean
  /** Fields whose signature pdfsig found valid before, and no longer. */
  readonly brokenSignatures: readonly string[]
  /** Those of {@link signatureJudges} that pass the new signature. */
  readonly passedBy: readonly JudgeName[]
  /** What the others said of it. */
  readonly objections: readonly string[]
  /** Format and level by EU DSS. */
  readonly format?: string
  /** `qpdf --check` finds it in a worse state than the input. */
  readonly syntaxWorse: boolean
  /** The first page draws the same; not known for files that could not be drawn before. */
  readonly drawsSame?: boolean
  /** PDF/A and PDF/UA standards that veraPDF found met before, and no longer, with the rules that fail. */
  readonly standardsLost: readonly string[]
}

/** What is needed to call a file signed well: prefix kept, earlier signatures intact, and two judges pass. */
const judgesNeeded = 2

/** Whether a file was signed well, by the same measure for every signer. */
export function signedWell({ output }: Outcome): boolean {
  if (!output) return false
  const { prefixKept, brokenSignatures, passedBy } = output
  return prefixKept && brokenSignatures.length === 0 && passedBy.length >= judgesNeeded
}
