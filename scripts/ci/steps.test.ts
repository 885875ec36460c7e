import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'

const steps = fileURLToPath(new URL('../../.ci/steps', import.meta.url))

/** What lines of a shell say that has the steps, and what they leave behind. */
const run = (lines: string) => {
  const results = mkdtempSync(`${tmpdir()}/waarmerk-steps-`)
  const { WAARMERK_CORPUS: _, ...inherited } = process.env
  const options = { encoding: 'utf8', env: { ...inherited, steps, results }, cwd: results } as const
  const { status, stdout } = spawnSync('bash', ['-c', `set -euo pipefail; . "$steps"; ${lines}`], options)
  const left = readdirSync(results)
  rmSync(results, { recursive: true })
  return { status, stdout, left }
}

test.each([
  ['that is in order leaves nothing', 'step een 1 echo done', /=== een\ndone\n$/, []],
  ['that fails is marked, and the next one runs', 'step een 1 false; step twee 1 echo done', /done\n$/, ['een.broken']],
  [
    'gets what is left of the whole run',
    'whole_run_seconds=$((SECONDS + 1)); step een 9 sleep 60',
    /not in order/,
    ['een.broken'],
  ],
  ['for which nothing is left does not run', 'SECONDS=2640; step een 9 echo done', /een: not run/, ['een.broken']],
  ['of the corpus is said not to run without one', 'corpus_step', /NOT RUN.*shared\/corpus/, []],
  [
    'of a corpus that was named must run',
    'WAARMERK_CORPUS=nowhere corpus_step',
    /no directory: nowhere/,
    ['corpus.broken'],
  ],
  [
    'of the soak damages the corpus too',
    'step() { echo "$@"; }; WAARMERK_CORPUS=. soak_step 6 --seed 3',
    /^soak 6 npm run soak -- --seed 3 --corpus \.\n$/,
    [],
  ],
  [
    'of the soak does without one',
    'step() { echo "$@"; }; soak_step 6 --seed 3',
    /^soak 6 npm run soak -- --seed 3\n$/,
    [],
  ],
  [
    'of the corpus runs',
    'step() { echo "$@"; }; WAARMERK_CORPUS=. corpus_step',
    /^corpus 15 npm run corpus -- \.\n$/,
    [],
  ],
])('a step %s', (_, lines, says, left) => {
  expect(run(lines)).toEqual({ status: 0, stdout: expect.stringMatching(says), left })
})
