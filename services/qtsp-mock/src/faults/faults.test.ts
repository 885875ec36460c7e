import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { disturbances } from './disturbances.ts'
import { type FaultName, faults } from './faults.ts'
import { lies } from './lies.ts'

// The formatter pads the columns of a table.
const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8').replaceAll(/ +/g, ' ')

test('README.md lists every fault, and no other', () => {
  const listed = readme.split('\n').filter((line) => /^\| `[a-z0-9-]+` \| [A-Z]/.test(line))
  expect(listed).toEqual(Object.entries(faults).map(([name, says]) => `| \`${name}\` | ${says} |`))
})

test('every fault does something, either in the token or on the way', () => {
  for (const name of Object.keys(faults) as FaultName[]) {
    expect([name, Number(lies.has(name)) + Number(disturbances.has(name))]).toEqual([name, 1])
  }
})
