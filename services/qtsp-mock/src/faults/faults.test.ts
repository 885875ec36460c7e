import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { aiaLies } from './aia-lies.ts'
import { crlLies } from './crl-lies.ts'
import { disturbances } from './disturbances.ts'
import { type FaultName, faults } from './faults.ts'
import { ocspLies, ocspRefusals } from './ocsp-lies.ts'
import { timeStampLies } from './time-stamp-lies.ts'

// The formatter pads the columns of a table.
const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8').replaceAll(/ +/g, ' ')

test('README.md lists every fault, and no other', () => {
  const listed = readme.split('\n').filter((line) => /^\| `[a-z0-9-]+` \| [A-Z]/.test(line))
  expect(listed).toEqual(Object.entries(faults).map(([name, says]) => `| \`${name}\` | ${says} |`))
})

test('every fault does one thing, either in what is said or on the way', () => {
  const doers = [timeStampLies, ocspLies, ocspRefusals, crlLies, aiaLies, disturbances, new Set(['rejection'])]
  for (const name of Object.keys(faults) as FaultName[]) {
    expect([name, doers.filter((doer) => doer.has(name)).length]).toEqual([name, 1])
  }
})
