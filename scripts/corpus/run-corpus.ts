import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { judgeVersions } from '../judges/installed.ts'
import { type Judges, openJudges } from '../judges/judges.ts'
import { makeOpensslAuthority } from '../judges/openssl-authority.ts'
import { type Known, lookAfter } from './after.ts'
import { lookBefore } from './before.ts'
import { type CorpusFile, corpusFiles } from './corpus-files.ts'
import { machineClass } from './machine.ts'
import type { Outcome } from './outcome.ts'
import type { CorpusRun, FileOutcomes } from './run.ts'
import { commit, openSigners, type RunningSigner } from './signers.ts'

/** Files in work at a time: one a core of the smallest machine that this runs on. */
const workers = 2

/**
 * Signs every PDF file below a directory with our engine and with each peer, and has the results judged, all in one
 * run. Nothing is written into the directory.
 *
 * @throws Error when a judge or a peer cannot be installed
 */
export async function runCorpus(directory: string, say: (line: string) => void): Promise<CorpusRun> {
  const began = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'waarmerk-corpus-'))
  const authority = makeOpensslAuthority(folder)
  const signers = openSigners(authority, workers, say)
  const judges = openJudges({ workers })
  try {
    const known: Known = { trust: [authority.root], crls: authority.crls, signedBy: authority.name }
    const material = { pkcs12: authority.pkcs12, passphrase: authority.passphrase }
    const files = corpusFiles(directory)
    const outcomes = await inTurns(files, async (file, index) => {
      if (index % 50 === 0) say(`${index} of ${files.length} files`)
      return signWithAll(signers, judges, file, { folder: join(folder, String(index)), known, material })
    })
    return {
      date: new Date().toISOString(),
      commit: commit(),
      machine: machineClass(),
      seconds: Math.round((performance.now() - began) / 1_000),
      signers: Object.fromEntries(signers.map(({ name, version }) => [name, version])),
      judges: judgeVersions(),
      files: outcomes,
    }
  } finally {
    judges.close()
    for (const signer of signers) signer.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Surroundings {
  /** Beginning of the paths of what is signed. */
  readonly folder: string
  readonly known: Known
  readonly material: { readonly pkcs12: string; readonly passphrase: string }
}

async function signWithAll(
  signers: readonly RunningSigner[],
  judges: Judges,
  file: CorpusFile,
  { folder, known, material }: Surroundings,
): Promise<FileOutcomes> {
  const before = await lookBefore(judges, file)
  const password = file.password === undefined ? {} : { password: file.password }
  const outcomes: Record<string, Outcome> = {}
  for (const [index, signer] of signers.entries()) {
    const out = `${folder}-${index}.pdf`
    const outcome = await signer.sign({ file: file.path, out, ...password, ...material })
    const signed = outcome.result === 'signed'
    outcomes[signer.name] = signed ? { ...outcome, output: await lookAfter(judges, before, out, known) } : outcome
    rmSync(out, { force: true })
  }
  const { notJudged: notJudgedBefore } = before
  return { name: file.name, encrypted: file.password !== undefined, notJudgedBefore, outcomes }
}

/** The results in the order of the items, a few at a time. */
async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const queue = items.entries()
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item, index)
  }
  await Promise.all(Array.from({ length: workers }, worker))
  return results
}
