import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { describe as sayRule } from './refusal.ts'
import { type RuleId, rules } from './rules.ts'

// The formatter pads the columns of a table.
const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8').replaceAll(/ +/g, ' ')
const table = Object.entries(rules).map(
  ([id, { error, says, clause }]) => `| \`${id}\` | \`${error}\` | ${says} | ${clause} |`,
)

test('README.md lists every rule, and no other, in the order of the pipeline', () => {
  const listed = readme.split('\n').filter((line) => /^\| `[a-z0-9-]+` \| `[a-z_]+` \|/.test(line))
  expect(listed).toEqual(table)
})

test('every description is made of the characters that RFC 6749 §5.2 allows', () => {
  for (const id of Object.keys(rules) as RuleId[]) {
    expect(sayRule(id)).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/)
  }
})
