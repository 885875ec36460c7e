import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { machineClass } from '../corpus/machine.ts'
import { bringTimedPeers } from '../peers/timed-peers.ts'
import type { Bench } from './bench.ts'
import { documentPlans } from './documents/plans.ts'
import { writeDocument } from './documents/write-document.ts'
import { readBenchOptions, type SuiteName } from './options.ts'
import { type Conditions, markdownReport } from './report/report.ts'
import type { SuiteResult } from './report/table.ts'
import { startTrustServices } from './services.ts'
import { batchSuite } from './suites/batch.ts'
import { floorSuite } from './suites/floor.ts'
import { growthSuite } from './suites/growth.ts'
import { levelSuite } from './suites/levels.ts'
import { startSuite } from './suites/start.ts'
import { warmSuite } from './suites/warm.ts'
import { wholeProcess } from './suites/whole-process.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const launcher = join(root, 'packages/cli/bin/waarmerk.cjs')
const suites: Readonly<Record<SuiteName, (bench: Bench) => Promise<SuiteResult>>> = {
  start: startSuite,
  floor: floorSuite,
  warm: warmSuite,
  growth: growthSuite,
  batch: batchSuite,
  files: wholeProcess,
  levels: levelSuite,
}
/** `f_type` of tmpfs (statfs(2)). */
const tmpfs = 0x01021994

const say = (line: string): void => void process.stderr.write(`${line}\n`)
const { quick, only, json, markdown, work } = readBenchOptions(
  process.argv.slice(2),
  process.env['WAARMERK_CWD'] || process.cwd(),
  root,
)
mkdirSync(work, { recursive: true })
const loadBefore = loadavg()[0] ?? 0
const peers = bringTimedPeers(say)
const services = await startTrustServices(root, work)
const bench: Bench = {
  quick,
  folder: work,
  services,
  peers,
  document(name) {
    const path = join(work, `${name}.pdf`)
    if (!existsSync(path)) {
      say(`writing ${name}`)
      writeDocument(documentPlans[name], path)
    }
    return path
  },
  waarmerk: (args) => ({
    // Run by the Node.js that runs the peers, with the options that its first line gives Node.js.
    command: [process.execPath, ...optionsOf(launcher), launcher, ...args],
    environment: { WAARMERK_BENCH_PASSPHRASE: 'waarmerk' },
  }),
  program: (name, args) => [
    process.execPath,
    '--conditions=@waarmerk/source',
    join(root, 'scripts/bench/programs', name),
    ...args,
  ],
  say,
}
try {
  const results: SuiteResult[] = []
  for (const name of only) {
    say(`measuring: ${name}`)
    results.push(await suites[name](bench))
  }
  publish(results)
} finally {
  services.stop()
}

/** What stands after `node` in the first line of a program. */
function optionsOf(path: string): string[] {
  const [first = ''] = readFileSync(path, 'utf8').split('\n')
  const words = first.split(' ')
  return words.slice(words.indexOf('node') + 1)
}

function publish(results: readonly SuiteResult[]): void {
  const conditions: Conditions = {
    date: new Date().toISOString().slice(0, 16).replace('T', ' '),
    commit: execFileSync('git', ['describe', '--always', '--dirty'], { cwd: root, encoding: 'utf8' }).trim(),
    machine: machineClass(),
    memoryFileSystem: statfsSync(work).type === tmpfs,
    load: [loadBefore, loadavg()[0] ?? 0],
    versions: {
      ...Object.fromEntries(peers.map(({ name, version }) => [name, version])),
      OpenSSL: `${process.versions.openssl} (in Node.js), ${execFileSync('openssl', ['version'], { encoding: 'utf8' }).split(' ')[1]} (program)`,
    },
    quick,
  }
  mkdirSync(dirname(markdown), { recursive: true })
  writeFileSync(markdown, markdownReport(conditions, results))
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ conditions, results }, null, 2)}\n`)
  say(`written: ${markdown}`)
}
