import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { bytesSource, openPdf, pageCount } from '@waarmerk/pdf'
import type { DocumentPlan } from './documents/plans.ts'
import { writeDocument } from './documents/write-document.ts'
import { interleave } from './measure/interleave.ts'
import { lastLine } from './measure/line-server.ts'
import { lineThrough, pairedRatio, spreadOf } from './measure/statistics.ts'
import { readBenchOptions } from './options.ts'
import { markdownReport } from './report/report.ts'
import { markdownTable, number, spread } from './report/table.ts'
import { targets, targetTable } from './report/targets.ts'

test('the median is the middle one, or lies between the middle two', () => {
  expect(spreadOf([5, 1, 3])).toEqual({ n: 3, median: 3, min: 1, max: 5 })
  expect(spreadOf([4, 1, 2, 10])).toEqual({ n: 4, median: 3, min: 1, max: 10 })
  expect(() => spreadOf([])).toThrow(RangeError)
})

test('ratios are taken pair by pair', () => {
  expect(pairedRatio([2, 30, 8], [1, 10, 2])).toEqual({ n: 3, median: 3, min: 2, max: 4 })
  expect(() => pairedRatio([1], [1, 2])).toThrow(RangeError)
})

test('a line is found through points that lie on it', () => {
  const { slope, start } = lineThrough([1, 2, 5].map((x) => [x, 3 * x + 4]))
  expect(slope).toBeCloseTo(3)
  expect(start).toBeCloseTo(4)
})

test('everything is measured by turns, the first round does not count, and who fails is left out', async () => {
  const order: string[] = []
  const contestant = (name: string, failsAt = Number.POSITIVE_INFINITY) => {
    let turn = 0
    return {
      name,
      async measure() {
        turn += 1
        order.push(name)
        if (turn >= failsAt) throw new Error('out of order')
        return turn
      },
    }
  }
  const measured = await interleave([contestant('a'), contestant('b'), contestant('c', 2)], 3)
  expect(order.join('')).toBe('abcbcaababa'.slice(0, order.length))
  expect(measured.get('a')).toEqual({ runs: [2, 3, 4] })
  expect(measured.get('c')).toEqual({ runs: [], failure: 'out of order' })
})

test('numbers have three digits that count, and cells stay cells', () => {
  expect([0.12345, 1.2345, 12.345, 123.45].map(number)).toEqual(['0.123', '1.23', '12.3', '123'])
  expect(spread({ n: 3, median: 2, min: 1, max: 3.5 })).toBe('2.00 (1.00–3.50)')
  expect(markdownTable({ title: 'T', columns: ['a', 'b'], rows: [['x|y', '1']] })).toBe(
    '**T**\n\n| a | b |\n|---|---:|\n| x\\|y | 1 |',
  )
})

test('a target is met, not met with the reason, or was not measured', () => {
  const rows = targetTable({ 's300m wall ratio': 1.1, 's300m CPU ratio': 1.11, 'floor share p-256': 20 }).rows
  const row = (what: string) => rows.find(([name]) => name === what)
  expect(row('B-B, 300 MB, wall, against cp + openssl dgst, which is faster')).toEqual([
    expect.anything(),
    'at most 1.1 ×',
    '1.10 ×',
    'met',
  ])
  expect(row('B-B, 300 MB, CPU, against cp + openssl dgst, which is faster')?.[3]).toBe('**not met**')
  expect(row('100 KB in memory, share of the floor, P-256')?.[3]).toMatch(/^\*\*not met\*\*: the floor/)
  expect(row('B-B, 1 GB, wall, against cp + sha256sum')?.[3]).toBe('not measured')
  expect(new Set(targets.map(({ measure }) => measure)).size).toBe(targets.length)
})

test('the page names the conditions, and a quick run says that it is one', () => {
  const conditions = {
    date: '2026-11-25 20:00',
    commit: 'abc',
    machine: '2 cores',
    memoryFileSystem: true,
    load: [0.5, 1.25] as const,
    versions: { peer: '1.2.3' },
    quick: true,
  }
  const suite = { title: 'Part', notes: ['A note.'], tables: [], measures: { 'g1 peak MiB': 60 }, raw: null }
  const page = markdownReport(conditions, [suite])
  for (const text of [
    'commit abc',
    'not for quoting',
    'load (one minute) 0.5 before, 1.3 after',
    'peer 1.2.3',
    '## Part',
  ]) {
    expect(page).toContain(text)
  }
  expect(page).toContain('| Peak memory, B-B, g1 | at most 80 MiB | 60.0 MiB | met |')
})

test('of what a program complained, the line that says why is shown', () => {
  expect(lastLine('at x\nTypeError: cannot read\n  at y\n')).toBe('TypeError: cannot read')
  expect(lastLine('starting\nKilled\n\n')).toBe('')
  expect(lastLine('Traceback\n  raise\npyhanko.PdfReadError: Error reading')).toContain('Error reading')
})

test('only the whole bench replaces the published page', () => {
  const read = (...args: string[]) => readBenchOptions(args, '/here', '/project')
  expect(read().markdown).toBe('/project/docs/results/performance.md')
  expect(read('--quick').markdown).toBe('/project/.waarmerk/bench/performance.md')
  expect(read('--only', 'floor', '--json', 'a')).toMatchObject({ only: ['floor'], json: '/here/a' })
  expect(() => read('--only', 'all')).toThrow(/--only takes/)
})

test.each(['table', 'streams'] as const)('documents (%s) are made the same each time, and open', (structure) => {
  const folder = mkdtempSync(join(tmpdir(), 'waarmerk-bench-'))
  try {
    const plan: DocumentPlan = { name: 'small', pages: 130, textBytes: 300, imageBytes: 1280, structure }
    const made = [1, 2].map((turn) => {
      const path = join(folder, `${turn}.pdf`)
      writeDocument(plan, path)
      return new Uint8Array(readFileSync(path))
    })
    const [first = new Uint8Array(), second] = made
    expect(second).toEqual(first)
    const doc = openPdf(bytesSource(first), { recover: false })
    expect(pageCount(doc)).toBe(130)
    // Catalog, tree, font, information; three nodes; page, content and scan; in streams also those and the reference.
    expect(doc.nextNumber).toBe(1 + 4 + 3 + 3 * 130 + (structure === 'table' ? 0 : 3))
  } finally {
    rmSync(folder, { recursive: true })
  }
})
