import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { requirePlace, writeResults } from '../src/once/results.ts'

let directory: string
let signedPdf: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'waarmerk-results-'))
  signedPdf = join(directory, 'made.pdf')
  writeFileSync(signedPdf, '%PDF-signed')
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const results = () => ({ signedPdf, evidence: { e: 1 }, opJwks: { keys: [] }, trustAnchors: 'PEM\n' })

test('results are named after the PDF, in a directory that is made when it is not there', async () => {
  const out = join(directory, 'a', 'b')
  const written = await writeResults(out, '/elsewhere/Brief.PDF', results())
  expect(written).toEqual({
    signedPdf: join(out, 'Brief-signed.pdf'),
    evidence: join(out, 'Brief-evidence.json'),
    opJwks: join(out, 'Brief-op-jwks.json'),
    trustAnchors: join(out, 'Brief-trust-anchors.pem'),
  })
  expect(readdirSync(out)).toHaveLength(4)
  expect(readFileSync(written.signedPdf, 'utf8')).toBe('%PDF-signed')
  expect(JSON.parse(readFileSync(written.evidence, 'utf8'))).toEqual({ e: 1 })
})

test('a failure half-way leaves nothing behind', async () => {
  const out = join(directory, 'a', 'b')
  const lost = { ...results(), signedPdf: join(directory, 'lost.pdf') }
  await expect(writeResults(out, 'x.pdf', lost)).rejects.toMatchObject({ code: 'ERR_DEV_ENV_OUT_UNWRITABLE' })
  expect(readdirSync(directory)).toEqual(['made.pdf'])
})

test('a file where the directory should be is refused beforehand', async () => {
  await expect(requirePlace(signedPdf)).rejects.toMatchObject({ code: 'ERR_DEV_ENV_OUT_UNWRITABLE' })
  await expect(requirePlace(join(signedPdf, 'below'))).rejects.toMatchObject({ code: 'ERR_DEV_ENV_OUT_UNWRITABLE' })
  await requirePlace(join(directory, 'not-yet'))
})
