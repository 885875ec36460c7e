import { expect, test } from '@jest/globals'
import { CodedError } from '@waarmerk/coded-error'
import { relyingPartyErrorKinds } from '../errors.ts'
import { nl } from '../texts/nl.ts'
import { type ProblemPageRow, problemPages } from './problem-pages.ts'
import { outcomeFor, problemOf, problemTable } from './problem-table.ts'

test.each([
  ['ERR_SIGNER_MISMATCH', 'wrongPerson'],
  ['ERR_ACTOR_MISMATCH', 'wrongPerson'],
  ['ERR_ACR_INSUFFICIENT', 'levelTooLow'],
  ['ERR_ACR_MISSING', 'levelTooLow'],
  ['ERR_AUTHORISATION_CANCELLED', 'cancelled'],
  ['ERR_HEAD_MOVED', 'documentChanged'],
  ['ERR_LOCATOR_UNKNOWN', 'linkEnded'],
  ['ERR_SIGNER_SESSION_INVALID', 'sessionExpired'],
  ['ERR_ALREADY_SIGNED', 'receipt'],
  ['ERR_TRANSACTION_IN_PROGRESS', 'receipt'],
  ['ERR_TSA_UNREACHABLE', 'unavailable'],
  ['ERR_OP_UNREACHABLE', 'providerFault'],
  ['ERR_ID_TOKEN_SIGNATURE', 'providerFault'],
  ['ERR_ID_TOKEN_EXPIRED', 'logInAgain'],
  ['ERR_SIGNING_API_UNREACHABLE', 'unavailable'],
])('%s leads to %s', (code, page) => {
  expect(outcomeFor({ code, kind: 'defect' })).toBe(page)
})

test.each([
  ['caller', 'defect'],
  ['person', 'beginAgain'],
  ['upstream', 'unavailable'],
  ['defect', 'defect'],
] as const)('a code that nobody knows leads by its kind: %s to %s', (kind, page) => {
  expect(outcomeFor({ code: 'ERR_NEW', kind })).toBe(page)
})

test('every code of ours that a person can meet has a row of its own', () => {
  const withoutRow = Object.keys(relyingPartyErrorKinds).filter((code) => problemTable[code] === undefined)
  // Met while a document streams: the download breaks off.
  expect(withoutRow).toEqual(['ERR_DOCUMENT_DIGEST'])
})

test('every page has its texts, and every page can be reached', () => {
  const reachable = new Set<string>(Object.values(problemTable))
  for (const [name, row] of Object.entries<ProblemPageRow>(problemPages)) {
    expect(nl).toHaveProperty([row.title])
    if (row.text !== undefined) expect(nl).toHaveProperty([row.text])
    if (name !== 'defect') expect(reachable).toContain(name)
  }
})

test('only pages that cannot know otherwise stay silent about whether anything was signed', () => {
  const saying = Object.entries<ProblemPageRow>(problemPages).filter(([, { nothingSigned }]) => nothingSigned)
  expect(saying.map(([name]) => name)).not.toEqual(expect.arrayContaining(['unknownOutcome']))
  expect(saying.map(([name]) => name)).not.toContain('sessionExpired')
})

test('an error without a code is a defect, and its message goes nowhere', () => {
  expect(problemOf(new Error('999994669'))).toEqual({ code: 'ERR_DEFECT', kind: 'defect', reference: null })
  expect(problemOf(new CodedError('ERR_X', 'person', 'm'))).toEqual({ code: 'ERR_X', kind: 'person', reference: null })
})
