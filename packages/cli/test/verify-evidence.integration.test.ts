import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const golden = fileURLToPath(new URL('golden', import.meta.url))
let directory: string

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'waarmerk-verify-'))
  for (const name of ['signed.pdf', 'evidence.json', 'redacted.json', 'op-jwks.json', 'anchors.pem']) {
    copyFileSync(join(golden, name), join(directory, name))
  }
})

afterAll(() => rmSync(directory, { recursive: true }))

type Answer = { readonly code: number; readonly out: string; readonly err: string }

const waarmerk = (args: readonly string[], options: { readonly cwd?: string; readonly env?: object } = {}) =>
  new Promise<Answer>((resolve) => {
    const { WAARMERK_CWD: _, ...inherited } = process.env
    const surroundings = { cwd: options.cwd ?? directory, env: { ...inherited, ...options.env } }
    const node = ['--conditions=@waarmerk/source', main, ...args]
    execFile(process.execPath, node, surroundings, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
    })
  })

const honest = { pdf: 'signed.pdf', evidence: 'evidence.json', 'op-jwks': 'op-jwks.json' }

const verify = (files: Readonly<Record<string, string>>, ...flags: string[]) =>
  waarmerk(['verify-evidence', ...Object.entries(files).flatMap(([name, file]) => [`--${name}`, file]), ...flags])

const lastLine = ({ out }: Answer) => out.trimEnd().split('\n').at(-1)

const write = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(directory, name), content)
  return name
}

test('with trust anchors every step is ok, the provenance of the keys is told, and the last line says VERIFIED', async () => {
  const answer = await verify({ ...honest, trust: 'anchors.pem' })
  expect(answer).toMatchObject({ code: 0, err: '' })
  expect(lastLine(answer)).toBe('VERIFIED')
  const steps = ['commitment', 'token', 'certificate', 'key', 'signature', 'bytes', 'time-stamp', 'seal']
  const lines = answer.out.split('\n')
  expect(lines[0]).toMatch(/^TEST: /)
  expect(lines.slice(1, 9).map((line) => line.split(/\s+/).slice(0, 2))).toEqual(steps.map((step) => [step, 'ok']))
  expect(answer.out).toMatch(/^keys of the provider: given by you/m)
})

test('without trust anchors the certificate and the time stamp say asserted', async () => {
  const answer = await verify(honest)
  expect(answer.code).toBe(0)
  expect(answer.out).toMatch(/^certificate +asserted/m)
  expect(answer.out).toMatch(/^time-stamp +asserted/m)
  expect(lastLine(answer)).toBe('VERIFIED')
})

test('--json prints the report as one line of JSON', async () => {
  const { code, out } = await verify({ ...honest, trust: 'anchors.pem' }, '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ verdict: 'VERIFIED', keyProvenance: { used: 'given' } })
  expect(out.trimEnd()).not.toContain('\n')
})

test('a changed PDF is not verified: exit code 1, and the first broken step with its code', async () => {
  const pdf = readFileSync(join(directory, 'signed.pdf'))
  pdf[100] = (pdf[100] ?? 0) ^ 1
  const answer = await verify({ ...honest, pdf: write('changed.pdf', pdf) })
  expect(answer.code).toBe(1)
  expect(lastLine(answer)).toBe('NOT VERIFIED: broken at bytes (ERR_VERIFY_BYTES)')
  const json = await verify({ ...honest, pdf: 'changed.pdf' }, '--json')
  expect(json.code).toBe(1)
  expect(JSON.parse(json.out)).toMatchObject({ verdict: 'NOT VERIFIED' })
})

test('a file that is no PDF is not verified', async () => {
  const answer = await verify({ ...honest, pdf: 'op-jwks.json' })
  expect(answer.code).toBe(1)
  expect(lastLine(answer)).toMatch(/^NOT VERIFIED: broken at signature \(ERR_PDF_[A-Z_]+\)$/)
})

test("another provider's keys do not verify", async () => {
  const jwks = { keys: [{ kty: 'EC', crv: 'P-256', kid: 'x', x: 'AA', y: 'AA' }] }
  const answer = await verify({ ...honest, 'op-jwks': write('other.json', JSON.stringify(jwks)) })
  expect(lastLine(answer)).toBe('NOT VERIFIED: broken at token (ERR_ID_TOKEN_KID_UNKNOWN)')
})

test.each<[string, string, () => Record<string, string>]>([
  ['a PDF that is not there', 'ERR_CLI_FILE_UNREADABLE', () => ({ pdf: 'nowhere.pdf' })],
  ['a directory as evidence', 'ERR_CLI_FILE_UNREADABLE', () => ({ evidence: '.' })],
  ['evidence that is no JSON', 'ERR_JSON_INVALID', () => ({ evidence: write('broken.json', '{"payload":') })],
  [
    'evidence that names a member twice',
    'ERR_JSON_DUPLICATE_MEMBER',
    () => ({ evidence: write('twice.json', '{"a":1,"a":2}') }),
  ],
  ['JSON that is no evidence', 'ERR_EVIDENCE_INVALID', () => ({ evidence: 'op-jwks.json' })],
  ['redacted evidence', 'ERR_EVIDENCE_REDACTED', () => ({ evidence: 'redacted.json' })],
  [
    'keys that are too large',
    'ERR_CLI_FILE_TOO_LARGE',
    () => ({ 'op-jwks': write('large.json', ' '.repeat(300_000)) }),
  ],
  ['trust anchors that are no PEM', 'ERR_PKI_PEM_INVALID', () => ({ trust: 'op-jwks.json' })],
])('%s is refused with one line and exit code 1', async (_, code, files) => {
  const answer = await verify({ ...honest, ...files() })
  expect(answer).toMatchObject({ code: 1, out: '' })
  expect(answer.err).toMatch(new RegExp(`^waarmerk: ${code}: .*\n$`))
})

test.each([
  ['no --pdf', ['--evidence', 'evidence.json', '--op-jwks', 'op-jwks.json']],
  ['no --evidence', ['--pdf', 'signed.pdf', '--op-jwks', 'op-jwks.json']],
  ['no --op-jwks', ['--pdf', 'signed.pdf', '--evidence', 'evidence.json']],
  ['--pdf without a file', ['--pdf']],
  ['an empty file name', ['--pdf', '', '--evidence', 'evidence.json', '--op-jwks', 'op-jwks.json']],
  ['an unknown option', ['--pdf', 'signed.pdf', '--force']],
  ['an option given twice', ['--pdf', 'signed.pdf', '--pdf', 'signed.pdf']],
  ['an argument too many', ['signed.pdf']],
])('%s is wrong usage: exit code 2', async (_, args) => {
  const answer = await waarmerk(['verify-evidence', ...args])
  expect(answer).toMatchObject({ code: 2, out: '' })
  expect(answer.err).toMatch(/^waarmerk: ERR_CLI_USAGE: /)
})

test('relative paths start where the caller stands, as npm tells in WAARMERK_CWD', async () => {
  const files = Object.entries(honest).flatMap(([name, file]) => [`--${name}`, file])
  const elsewhere = { cwd: golden.replace(/golden$/, ''), env: { WAARMERK_CWD: directory } }
  expect(await waarmerk(['verify-evidence', ...files], elsewhere)).toMatchObject({ code: 0 })
})

test('--help of the command tells its options and exit codes', async () => {
  const { code, out } = await waarmerk(['verify-evidence', '--help'])
  expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/--trust[\s\S]*Exit code/) })
})
