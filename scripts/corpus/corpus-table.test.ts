import { expect, test } from '@jest/globals'
import { corpusTable } from './corpus-table.ts'
import type { Output } from './outcome.ts'

const output: Output = {
  prefixKept: true,
  brokenSignatures: [],
  passedBy: ['pdfsig', 'dss'],
  objections: [],
  format: 'PAdES-BASELINE-B',
  syntaxWorse: false,
  standardsLost: [],
}
const signed = { result: 'signed', milliseconds: 1, output } as const
const refused = { result: 'refused', code: 'ERR_PDF_ENCRYPTED', milliseconds: 1 } as const
const lost = { ...signed, output: { ...output, standardsLost: ['1b (6.9-2: a|b)'] } }

test('the page counts what each signer did and names what we refused, and what a peer signed well', () => {
  const page = corpusTable({
    date: '2026-11-25T12:00:00Z',
    commit: 'abc',
    machine: '2 cores',
    seconds: 9,
    signers: { Waarmerk: 'abc', Peer: '1.0' },
    judges: { dss: '6.4' },
    files: [
      { name: 'a.pdf', encrypted: true, notJudgedBefore: ['verapdf'], outcomes: { Waarmerk: refused, Peer: signed } },
      {
        name: 'b.pdf',
        encrypted: false,
        notJudgedBefore: [],
        outcomes: { Waarmerk: lost, Peer: { ...signed, output: { ...output, prefixKept: false } } },
      },
      {
        name: 'c.pdf',
        encrypted: true,
        notJudgedBefore: ['pdfsig', 'verapdf'],
        outcomes: { Waarmerk: refused, Peer: { result: 'slow', milliseconds: 10_000 } },
      },
    ],
  })
  const rows = [
    '| date | 2026-11-25 |',
    '| not judged before, so that what was lost is not seen | verapdf: 2, pdfsig: 1 |',
    '| signers | Waarmerk abc, Peer 1.0 |',
    '| Waarmerk | 1 | 1 | 2 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | 1 |',
    '| Peer | 1 | 2 | 0 | 0 | 1 | 1 | 0 | 0 | 0 | 0 | 2 |',
    '| ERR_PDF_ENCRYPTED | 2 | 1 |',
    '| b.pdf | no longer meets 1b (6.9-2: a\\|b) |',
    '| a.pdf | ERR_PDF_ENCRYPTED | Peer |',
    '| c.pdf | ERR_PDF_ENCRYPTED |',
  ]
  expect(page.split('\n')).toEqual(expect.arrayContaining(rows))
})
