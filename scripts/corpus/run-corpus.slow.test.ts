import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'
import { corpusTable } from './corpus-table.ts'
import { faults } from './faults.ts'
import { runCorpus } from './run-corpus.ts'

const fixtures = fileURLToPath(new URL('../../packages/pdf/test/fixtures', import.meta.url))

test('our own fixtures, signed by us and by every peer, are judged by pdfsig, pyHanko and EU DSS', async () => {
  const run = await runCorpus(fixtures, () => {})
  expect(run.files.length).toBeGreaterThan(4)
  expect(faults(run)).toEqual([])
  for (const { name, outcomes } of run.files) {
    expect([name, Object.keys(outcomes)]).toEqual([name, ['Waarmerk', '@libpdf/core', '@signpdf', 'pyHanko']])
  }
  const libreoffice = run.files.find(({ name }) => name === 'libreoffice.pdf')?.outcomes
  for (const signer of ['Waarmerk', 'pyHanko']) {
    expect(libreoffice?.[signer]).toMatchObject({
      result: 'signed',
      output: {
        prefixKept: true,
        brokenSignatures: [],
        passedBy: ['pdfsig', 'pyhanko', 'dss'],
        format: 'PAdES-BASELINE-B',
        syntaxWorse: false,
        drawsSame: true,
      },
    })
  }
  expect(corpusTable(run)).toContain('| Waarmerk | ')
}, 300_000)
