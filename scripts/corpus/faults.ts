import { type Outcome, signedWell } from './outcome.ts'
import { type CorpusRun, ourName } from './run.ts'

/**
 * What may not happen: that we crash, take too long, refuse without a code, change what was there, break a signature
 * or a standard that was met, leave worse syntax, or that a peer signs more files well than we do.
 */
export function faults(run: CorpusRun): string[] {
  const ours = run.files.flatMap(({ name, outcomes }) => {
    const outcome = outcomes[ourName]
    return outcome ? faultsOf(outcome).map((fault) => `${name}: ${fault}`) : []
  })
  const counted = wellCounts(run)
  const own = counted[ourName] ?? 0
  const better = Object.entries(counted).filter(([, count]) => count > own)
  return [...ours, ...better.map(([name, count]) => `${name} signed ${count} files well, we ${own}`)]
}

/** How many files each signer signed well. */
export function wellCounts({ signers, files }: CorpusRun): Record<string, number> {
  const count = (name: string) => files.filter(({ outcomes }) => outcomes[name] && signedWell(outcomes[name])).length
  return Object.fromEntries(Object.keys(signers).map((name) => [name, count(name)]))
}

function faultsOf(outcome: Outcome): string[] {
  const { result, code, reason, output } = outcome
  if (result === 'crashed') return [`we crashed: ${reason}`]
  if (result === 'slow') return ['we took more than ten seconds']
  if (!output) return code ? [] : [`refused without a code: ${reason}`]
  return [
    ...(output.prefixKept ? [] : ['the input is not a prefix of the output']),
    ...output.brokenSignatures.map((field) => `the earlier signature ${field} is broken`),
    ...output.standardsLost.map((standard) => `no longer meets ${standard}`),
    ...(output.syntaxWorse ? ['qpdf finds it worse than the input'] : []),
  ]
}
