import { expect, test } from '@jest/globals'
import { type Verdicts, verdictLines } from './verdict-lines.ts'

const dssToken = {
  indication: 'TOTAL_PASSED',
  subIndication: null,
  by: 'A',
  at: null,
  errors: [],
  warnings: [],
} as const
const good: Verdicts = {
  file: 'signed.pdf',
  pdfsig: {
    signatures: [
      { field: 'een', signedBy: 'A', type: 't', valid: true, verdict: 'Signature is Valid.', wholeFile: false },
      { field: 'ts', signedBy: '', type: 'unknown', valid: null, verdict: 'Not verified.', wholeFile: true },
    ],
  },
  qpdf: { state: 'clean', complaints: [] },
  pyhanko: {
    strict: true,
    signatures: [{ field: 'een', kind: 'signature', passed: true, coverage: 'ENTIRE_FILE', modifications: 'NONE' }],
  },
  dss: { signatures: [{ ...dssToken, field: 'een', format: 'PAdES-BASELINE-B', timestamps: [] }], timestamps: [] },
  verapdf: { standards: [{ standard: '1b', compliant: true, failed: [] }] },
}
const failedJudges = (change: Partial<Verdicts>) =>
  verdictLines({ ...good, ...change }).flatMap(({ ok, judge, text }) => (ok ? [] : [`${judge}: ${text}`]))
const expired = { field: 'een', kind: 'signature', passed: false, coverage: 'ENTIRE_REVISION' } as const
const longTerm = { failure: null, bestSignatureTime: '', oldestDocumentTimestamp: null } as const

test('a file that every judge passes has no line against it', () => {
  expect(failedJudges({})).toEqual([])
})

const passed = { ...longTerm, passed: true, indication: 'PASSED', subIndication: 'OK' } as const
test('a certificate that has expired is no objection when long-term validation proves the past', () => {
  expect(failedJudges({ pyhanko: { strict: true, signatures: [{ ...expired, longTerm: passed }] } })).toEqual([])
})

test.each<[Partial<Verdicts>, string]>([
  [{ pdfsig: { signatures: [] } }, 'pdfsig: no signature'],
  [{ qpdf: { state: 'warnings', complaints: ['file is damaged'] } }, 'qpdf: warnings; file is damaged'],
  [{ pyhanko: { error: 'no answer within 60 s' } }, 'pyHanko: no answer within 60 s'],
  [
    { dss: { signatures: [], timestamps: [{ ...dssToken, indication: 'FAILED', errors: ['not intact'] }] } },
    'EU DSS: time stamp of A: FAILED; not intact',
  ],
  [
    { verapdf: { standards: [{ standard: '2b', compliant: false, failed: ['6.1-1: why'] }] } },
    'veraPDF: 2b: 6.1-1: why',
  ],
])('%j is said', (change, line) => {
  expect(failedJudges(change)).toContain(line)
})
