import type { Spread } from '../measure/statistics.ts'

/** A table of results: all cells are text already. */
export interface Table {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** What one part of the bench found. */
export interface SuiteResult {
  readonly title: string
  /** How it was measured; each a sentence or two. */
  readonly notes: readonly string[]
  readonly tables: readonly Table[]
  /** The numbers that targets are held against, by name. */
  readonly measures: Readonly<Record<string, number>>
  /** Every single measurement, for machines. */
  readonly raw: unknown
}

/** The table in Markdown; what would end a cell is escaped. */
export function markdownTable({ title, columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const rule = `|${columns.map((_, index) => (index === 0 ? '---' : '---:')).join('|')}|`
  return [`**${title}**`, '', line(columns), rule, ...rows.map(line)].join('\n')
}

/** `1.23`: three significant digits, more only before the point. */
export function number(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3
  return value.toFixed(digits)
}

/** `1.23 (1.20–1.31)`: the median, and how far the measurements went. */
export function spread({ n, median, min, max }: Spread): string {
  return n === 1 ? number(median) : `${number(median)} (${number(min)}–${number(max)})`
}
