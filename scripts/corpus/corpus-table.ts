import { wellCounts } from './faults.ts'
import { type Outcome, signedWell } from './outcome.ts'
import { type CorpusRun, type FileOutcomes, ourName } from './run.ts'

/** The results as a page for people: what each signer made of the corpus, and what we refuse. */
export function corpusTable(run: CorpusRun): string {
  const versions = (of: Readonly<Record<string, string>>) =>
    Object.entries(of)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')
  return `${[
    '# Corpus run',
    'PDF files that nobody here wrote, each signed (level B-B, invisible, RSA-2048) by our engine and by its peers in one',
    'run of `npm run corpus -- DIRECTORY`. *Signed well*: the input is a byte prefix of the output, no earlier signature is',
    'broken, and at least two of pdfsig, pyHanko and EU DSS pass the new signature; the same measure for every signer.',
    '',
    ...table(
      [
        ['date', run.date.slice(0, 10)],
        ['commit', run.commit],
        ['machine', run.machine],
        ['files', String(run.files.length)],
        ['not judged before, so that what was lost is not seen', notJudgedBefore(run)],
        ['time', `${run.seconds} s`],
        ['signers', versions(run.signers)],
        ['judges', versions(run.judges)],
      ],
      ['', ''],
    ),
    '',
    '## Signers',
    ...table(signerRows(run), signerColumns),
    '',
    '## Our refusals, by code',
    ...table(refusalRows(run), ['code', 'files', 'of these, some peer signed well']),
    '',
    '## What needs a look in what we signed',
    ...table(remarkRows(run), ['file', 'what']),
    '',
    '## What a peer signed well and we did not',
    ...table(betterRows(run), ['file', 'we', 'signed well by']),
    '',
    '## Every file that we did not sign',
    ...table(refusedRows(run), ['file', 'code']),
  ].join('\n')}\n`
}

const signerColumns = [
  'signer',
  'signed well',
  'signed',
  'refused',
  'crashed',
  'over 10 s',
  'prefix lost',
  'earlier signature broken',
  'syntax worse',
  'draws differently',
  'PDF/A or PDF/UA lost',
  'PAdES-BASELINE-B (EU DSS)',
]

function table(rows: readonly (readonly string[])[], columns: readonly string[]): string[] {
  if (rows.length === 0) return ['None.']
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)]
}

function signerRows(run: CorpusRun): string[][] {
  const well = wellCounts(run)
  return Object.keys(run.signers).map((name) => {
    const all = run.files.flatMap(({ outcomes }) => outcomes[name] ?? [])
    const count = (is: (outcome: Outcome) => boolean | undefined) => String(all.filter(is).length)
    return [
      name,
      String(well[name]),
      ...(['signed', 'refused', 'crashed', 'slow'] as const).map((result) => count((one) => one.result === result)),
      count(({ output }) => output && !output.prefixKept),
      count(({ output }) => output && output.brokenSignatures.length > 0),
      count(({ output }) => output?.syntaxWorse),
      count(({ output }) => output?.drawsSame === false),
      count(({ output }) => output && output.standardsLost.length > 0),
      count(({ output }) => output?.format === 'PAdES-BASELINE-B'),
    ]
  })
}

function notJudgedBefore({ files }: CorpusRun): string {
  const byJudge = Map.groupBy(
    files.flatMap((file) => file.notJudgedBefore),
    (judge) => judge,
  )
  return [...byJudge].map(([judge, all]) => `${judge}: ${all.length}`).join(', ') || 'none'
}

const ours = ({ outcomes }: FileOutcomes): Outcome | undefined => outcomes[ourName]
const describe = (outcome: Outcome | undefined): string =>
  outcome?.output ? `signed, ${outcome.output.objections.join('; ')}` : (outcome?.code ?? outcome?.result ?? '')

function peersThatSignedWell({ outcomes }: FileOutcomes): string[] {
  return Object.entries(outcomes).flatMap(([name, one]) => (name !== ourName && signedWell(one) ? [name] : []))
}

function refusalRows({ files }: CorpusRun): string[][] {
  const byCode = Map.groupBy(
    files.filter((file) => !ours(file)?.output),
    (file) => describe(ours(file)),
  )
  return [...byCode]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([code, refused]) => {
      const better = refused.filter((file) => peersThatSignedWell(file).length > 0).length
      return [code, String(refused.length), String(better)]
    })
}

function betterRows({ files }: CorpusRun): string[][] {
  return files.flatMap((file) => {
    const own = ours(file)
    const peers = peersThatSignedWell(file)
    return peers.length === 0 || (own && signedWell(own)) ? [] : [[file.name, describe(own), peers.join(', ')]]
  })
}

function remarkRows({ files }: CorpusRun): string[][] {
  return files.flatMap((file) => {
    const remarks = remarksOn(ours(file))
    return remarks.length > 0 ? [[file.name, remarks.join('; ')]] : []
  })
}

function remarksOn(outcome: Outcome | undefined): string[] {
  if (!outcome?.output) return []
  const { syntaxWorse, drawsSame, standardsLost, objections } = outcome.output
  return [
    ...(syntaxWorse ? ['qpdf finds it worse than the input'] : []),
    ...(drawsSame === false ? ['the first page draws differently'] : []),
    ...standardsLost.map((standard) => `no longer meets ${standard}`),
    ...objections,
  ]
}

function refusedRows({ files }: CorpusRun): string[][] {
  return files.flatMap((file) => (ours(file)?.output ? [] : [[file.name, describe(ours(file))]]))
}
