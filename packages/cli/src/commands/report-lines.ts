import type { EvidenceReport, EvidenceStep, VerifiedEvidence } from '@waarmerk/evidence'

const column = (text: string, width: number): string => text.padEnd(width)

const stepLine = ({ step, status, detail, code }: EvidenceStep): string =>
  `${column(step, 12)} ${column(status, 9)} ${code === undefined ? detail : `${code}: ${detail}`}`

const used = {
  certified: 'certified: a certificate chain leads from them to a trust anchor that you gave',
  given: 'given by you: as good as the source you have them from',
} as const

const keyLine = ({ keyProvenance }: EvidenceReport): string =>
  `keys of the provider: ${used[keyProvenance.used]} (the record itself says: ${keyProvenance.recorded})`

const claimLine = ({ claim }: VerifiedEvidence): string => {
  const reasons = [
    ...(claim.unmet.length > 0 ? [`unmet: ${claim.unmet.join(', ')}`] : []),
    ...(claim.waived.length > 0 ? [`waived for TEST: ${claim.waived.join(', ')}`] : []),
  ]
  const name = claim.level === 'advanced' ? 'advanced electronic signature' : 'electronic signature (simple)'
  return [`claim: ${name}`, ...reasons].join('; ')
}

const verifiedLines = (verified: VerifiedEvidence): string[] => [
  `signer: ${verified.signer}; logged in at ${verified.authenticatedAt.toISOString()} with assurance ${verified.assurance}`,
  `issuer: ${verified.issuer} (operated by ${verified.issuerOperator === 'own' ? 'the operator itself' : 'a third party'})`,
  `document: ${verified.document}; time-stamped at ${verified.timestampedAt.toISOString()}`,
  claimLine(verified),
]

const verdictLine = ({ verdict, steps }: EvidenceReport): string => {
  const last = steps.at(-1)
  return last?.status === 'failed' ? `${verdict}: broken at ${last.step} (${last.code})` : verdict
}

/** A report as lines for people; the last one is the verdict. */
export const reportLines = (report: EvidenceReport): string[] => [
  ...(report.test ? ['TEST: made in a test environment, not legally valid'] : []),
  ...report.steps.map(stepLine),
  ...(report.steps.some(({ status }) => status === 'asserted')
    ? ['asserted: no trust anchor was given (--trust), so for this the operator is taken at its word']
    : []),
  keyLine(report),
  ...(report.verified ? verifiedLines(report.verified) : []),
  verdictLine(report),
]
