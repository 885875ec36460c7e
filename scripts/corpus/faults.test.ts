import { expect, test } from '@jest/globals'
import { faults, wellCounts } from './faults.ts'
import { type Outcome, type Output, signedWell } from './outcome.ts'
import type { CorpusRun } from './run.ts'

const output: Output = {
  prefixKept: true,
  brokenSignatures: [],
  passedBy: ['pdfsig', 'dss'],
  objections: ['pyhanko: PdfReadError'],
  syntaxWorse: false,
  drawsSame: true,
  standardsLost: [],
}
const signed = (change: Partial<Output> = {}): Outcome => ({
  result: 'signed',
  milliseconds: 1,
  output: { ...output, ...change },
})
const refused: Outcome = { result: 'refused', code: 'ERR_PDF_ENCRYPTED', reason: 'why', milliseconds: 1 }
const runOf = (ours: Outcome, peer: Outcome = refused): CorpusRun => ({
  date: '2026-11-25T12:00:00Z',
  commit: 'abc',
  machine: '2 cores',
  seconds: 1,
  signers: { Waarmerk: 'abc', Peer: '1' },
  judges: { dss: '6.4' },
  files: [{ name: 'a.pdf', encrypted: false, notJudgedBefore: [], outcomes: { Waarmerk: ours, Peer: peer } }],
})

test.each<[string, Partial<Output>]>([
  ['a prefix that was not kept', { prefixKept: false }],
  ['a broken earlier signature', { brokenSignatures: ['een'] }],
  ['a signature that one judge passes', { passedBy: ['pdfsig'] }],
])('%s is not signed well', (_, change) => {
  expect(signedWell(signed(change))).toBe(false)
  expect(signedWell(signed())).toBe(true)
})

test('signed well, or refused with a code that no peer beats, is in order', () => {
  expect(faults(runOf(signed(), signed()))).toEqual([])
  expect(faults(runOf(refused))).toEqual([])
})

const { code: _, ...uncoded } = refused
test.each<[Outcome, string]>([
  [{ result: 'crashed', reason: 'TypeError', milliseconds: 1 }, 'a.pdf: we crashed: TypeError'],
  [{ result: 'slow', milliseconds: 10_000 }, 'a.pdf: we took more than ten seconds'],
  [uncoded, 'a.pdf: refused without a code: why'],
  [signed({ prefixKept: false }), 'a.pdf: the input is not a prefix of the output'],
  [signed({ brokenSignatures: ['een'] }), 'a.pdf: the earlier signature een is broken'],
  [signed({ standardsLost: ['1b (6.9-2)'] }), 'a.pdf: no longer meets 1b (6.9-2)'],
  [signed({ syntaxWorse: true }), 'a.pdf: qpdf finds it worse than the input'],
])('%j is a fault', (ours, fault) => {
  expect(faults(runOf(ours))).toEqual([fault])
})

test('a peer that signs more files well is a fault of ours', () => {
  const run = runOf(refused, signed())
  expect(wellCounts(run)).toEqual({ Waarmerk: 0, Peer: 1 })
  expect(faults(run)).toEqual(['Peer signed 1 files well, we 0'])
})
