import { writeFileSync } from 'node:fs'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { corpusTable } from './corpus-table.ts'
import { faults } from './faults.ts'
import { runCorpus } from './run-corpus.ts'

const usage = 'Usage: npm run corpus -- DIRECTORY [--json FILE] [--markdown FILE]'
// npm runs scripts in the root; WAARMERK_CWD says where the caller stands.
process.chdir(process.env['WAARMERK_CWD'] || process.cwd())

const one = { type: 'string' } as const
const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: one, markdown: one } })
const [directory] = positionals
if (directory === undefined) {
  process.stderr.write(`${usage}\n`)
  process.exitCode = 2
} else {
  const run = await runCorpus(directory, (line) => process.stderr.write(`${line}\n`))
  const table = corpusTable(run)
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(run, undefined, 1)}\n`)
  if (values.markdown !== undefined) writeFileSync(values.markdown, table)
  process.stdout.write(table)
  const found = faults(run)
  for (const fault of found) process.stderr.write(`NOT IN ORDER: ${fault}\n`)
  process.exitCode = found.length > 0 || run.files.length === 0 ? 1 : 0
}
