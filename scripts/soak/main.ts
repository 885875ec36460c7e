import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { readSoakOptions, type SoakOptions, usage } from './options.ts'
import { runPool } from './pool.ts'
import type { Subject } from './subjects/subject.ts'
import { createSummary } from './summary.ts'
import { useInput } from './use-input.ts'
import { allSubjects } from './worker.ts'

const folder = fileURLToPath(new URL('../../.waarmerk/soak/', import.meta.url))
const reportEveryMilliseconds = 10_000

process.exitCode = await run()

/** Exit code 0: nothing was found; 1: something was; 2: wrong usage. */
async function run(): Promise<0 | 1 | 2> {
  const options = wishes()
  if (options === null) return 2
  if (options === 'help') {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  const subjects = await allSubjects(options.corpus)
  return options.replay === undefined ? await soak(options, subjects) : await replay(options.replay, subjects)
}

function wishes(): SoakOptions | 'help' | null {
  try {
    return readSoakOptions(process.argv.slice(2), process.env['WAARMERK_CWD'] || process.cwd(), new Date())
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    say(`soak: ${error.message}`)
    return null
  }
}

/** Uses every input; says what it is at; exit code 1 when anything was found. */
async function soak({ seed, inputs, corpus, json }: SoakOptions, all: readonly Subject[]): Promise<0 | 1> {
  const summary = createSummary(seed, (index, subject, bytes) => {
    mkdirSync(folder, { recursive: true })
    const file = join(folder, `${subject}.${seed}.${index}.bin`)
    writeFileSync(file, bytes)
    return basename(file)
  })
  const seeds = all.reduce((sum, subject) => sum + subject.seeds.length, 0)
  say(`seed ${seed}, ${inputs} inputs from ${seeds} sound ones; findings are kept in .waarmerk/soak`)
  const began = performance.now()
  const progress = () =>
    say(
      `${summary.count} of ${inputs}, ${summary.findings} findings, ${Math.round((performance.now() - began) / 1000)} s`,
    )
  const timer = setInterval(progress, reportEveryMilliseconds)
  const workers = availableParallelism()
  await runPool({ seed, inputs, workers, corpus, subjects: all, onOutcome: summary.add })
  clearInterval(timer)
  progress()
  const result = summary.result()
  const text = `${JSON.stringify(result, null, 2)}\n`
  if (json === undefined) process.stdout.write(text)
  else writeFileSync(json, text)
  for (const { subject, problem, stack, count, examples } of result.findings) {
    say(
      `${count} × ${subject}: ${problem}\n  at ${stack}\n  ${examples.map(({ file, origin }) => `${file} (${origin})`).join('\n  ')}`,
    )
  }
  return result.findings.length === 0 && result.inputs === inputs ? 0 : 1
}

/** Uses an input that was kept; its name begins with that of its subject. */
async function replay(file: string, all: readonly Subject[]): Promise<0 | 1> {
  const subject = all.find(({ name }) => basename(file).startsWith(`${name}.`)) ?? all[0]
  if (subject === undefined) throw new RangeError('no subject')
  const { finding, ...outcome } = await useInput({
    subject,
    origin: basename(file),
    bytes: new Uint8Array(readFileSync(file)),
  })
  say(JSON.stringify(outcome))
  if (finding !== undefined) say(`${finding.problem}\n  at ${finding.stack}`)
  return finding === undefined ? 0 : 1
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
