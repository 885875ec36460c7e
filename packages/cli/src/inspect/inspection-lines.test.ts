import { expect, test } from '@jest/globals'
import type { Check, InspectedSignature } from '@waarmerk/pades'
import type { Inspection } from './inspection.ts'
import { inspectionJson } from './inspection-json.ts'
import { inspectionLines } from './inspection-lines.ts'

const check = (name: string, outcome: Check['outcome'], code: string) => ({
  name: name as Check['name'],
  outcome,
  code,
})

const signature: InspectedSignature = {
  field: 'een',
  valid: false,
  indication: 'TOTAL-FAILED',
  checks: [check('dictionary', 'failed', 'ERR_A'), check('some-later-check', 'failed', 'ERR_B')],
  coversWholeFile: false,
  bytesAfter: 0,
  level: null,
  dictionary: null,
  signedData: null,
  timestamp: null,
}
const inspection: Inspection = {
  bytes: 9,
  version: '1.7',
  xref: 'table',
  encrypted: false,
  trustChecked: true,
  signatures: [signature],
  timeStamps: [],
  others: [],
  securityStore: null,
}

test('a signature of which nothing can be read is shown, with every check that failed, whatever its name', () => {
  const lines = inspectionLines('a.pdf', inspection)
  const failed = ['ERR_A', 'ERR_B'].map((code) => lines.find((line) => line.endsWith(code))?.trim())
  expect(failed).toEqual(['failed          dictionary: ERR_A', 'failed          some-later-check: ERR_B'])
  const { signatures } = JSON.parse(JSON.stringify(inspectionJson('a.pdf', inspection)))
  expect(signatures).toMatchObject([{ claims: null, signer: null, checks: signature.checks }])
})
