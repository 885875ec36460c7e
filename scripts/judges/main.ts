import { writeFileSync } from 'node:fs'
import process from 'node:process'
import { readArguments, usage, type Wishes } from './command-line.ts'
import { installJudges, isInstalled, judgeNames } from './installed.ts'
import { type Judges, openJudges } from './judges.ts'
import { type Verdicts, verdictLines } from './verdict-lines.ts'

// npm runs scripts in the root; WAARMERK_CWD says where the caller stands.
process.chdir(process.env['WAARMERK_CWD'] || process.cwd())
const print = (line: string) => process.stdout.write(`${line}\n`)

const wishes = readArguments(process.argv.slice(2))
if (wishes) {
  process.exitCode = await run(wishes)
} else {
  process.stderr.write(`${usage}\n`)
  process.exitCode = 2
}

/** Exit code 0: every judge passes everything; 1: some judge does not; 2: a judge is missing. */
async function run({ install, files, json, ...settings }: Wishes): Promise<number> {
  try {
    installJudges(print)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    return 2
  }
  if (install) for (const name of judgeNames) print(`${name}: ${isInstalled(name) ? 'ready' : 'missing'}`)
  const judges = openJudges({ secondsPerAnswer: 60 })
  const all: Verdicts[] = []
  for (const file of files) all.push(await verdictsOf(judges, { file, ...settings }))
  judges.close()
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(all, undefined, 2)}\n`)
  const lines = all.flatMap((verdicts) => {
    print(verdicts.file)
    return verdictLines(verdicts).map(({ judge, ok, text }) => {
      print(`  ${ok ? 'ok ' : 'NOT'} ${judge.padEnd(8)} ${text}`)
      return ok
    })
  })
  return lines.every(Boolean) ? 0 : 1
}

async function verdictsOf(judges: Judges, job: Parameters<Judges['dss']>[0]): Promise<Verdicts> {
  const [pdfsig, qpdf, pyhanko, dss, verapdf] = await Promise.all([
    judges.pdfsig(job),
    judges.qpdf(job),
    judges.pyhanko({ ...job, profile: 'lta' }),
    judges.dss(job),
    judges.verapdf(job),
  ])
  return { file: job.file, pdfsig, qpdf, pyhanko, dss, verapdf }
}
