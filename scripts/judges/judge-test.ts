import process from 'node:process'
import { test } from '@jest/globals'
import { isInstalled, type JudgeName } from './installed.ts'

/**
 * `test` for judges that are here, or that must be (`.ci/run` sets CI); `test.skip` elsewhere, so that Jest names
 * the tests of judges that are not present. Name the judges in the title.
 */
export function judgeTest(...names: JudgeName[]): typeof test | typeof test.skip {
  return process.env['CI'] || names.every(isInstalled) ? test : test.skip
}
