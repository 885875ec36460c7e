import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { expect, test } from '@jest/globals'
import { judgeRun } from './judges/judge-run.ts'
import { fixture } from './support/fixture.ts'
import { present } from './support/present.ts'
import { demo } from './support/run-command.ts'
import { signOnce } from './support/signed-once.ts'
import { temporaryDirectory } from './support/temporary-directory.ts'

const testWithJudges = present('pdfsig', 'openssl') ? test : test.skip
const directory = temporaryDirectory()
const out = join(directory, 'refused')

testWithJudges('anna signs a PDF made by LibreOffice, and outsiders agree', async () => {
  const original = fixture('libreoffice.pdf')
  const result = await signOnce(original, 'anna', directory)
  expect(result).toMatchObject({
    profile: 'PAdES-B-T',
    level: 'advanced',
    assurance: 'substantial',
    signerName: 'Anna de Vries',
  })
  for (const path of [result.signedPdf, result.evidence, result.opJwks, result.trustAnchors]) {
    expect(isAbsolute(path) && existsSync(path)).toBe(true)
  }
  expect(readdirSync(join(directory, 'out'))).toHaveLength(4)
  await judgeRun(result, original, directory)
})

const refused = (pdf: string, persona: string) => demo('--once', '--pdf', pdf, '--persona', persona, '--out', out)
const oneLine = (code: string) => expect.stringMatching(new RegExp(`^${code}: [^\\n]+\\n$`))

test('bram, whose login is too weak, is refused and nothing is written', async () => {
  const ended = await refused(fixture('libreoffice.pdf'), 'bram')
  expect(ended).toMatchObject({ exitCode: 1, stderr: oneLine('ERR_ACR_INSUFFICIENT') })
  expect(existsSync(out)).toBe(false)
})

test('a file that is no PDF is refused and nothing is written', async () => {
  const text = join(directory, 'text.pdf')
  writeFileSync(text, 'Dit is geen PDF.\n')
  expect(await refused(text, 'anna')).toMatchObject({ exitCode: 1, stderr: oneLine('ERR_PDF_[A-Z_]+') })
  expect(existsSync(out)).toBe(false)
})

test('an unknown person and a file that is not there are refused at once', async () => {
  const persona = await refused(fixture('libreoffice.pdf'), 'nobody')
  expect(persona).toMatchObject({ exitCode: 1, stderr: oneLine('ERR_DEV_ENV_PERSONA_UNKNOWN') })
  const file = await refused(join(directory, 'none.pdf'), 'anna')
  expect(file).toMatchObject({ exitCode: 1, stderr: oneLine('ERR_DEV_ENV_PDF_UNREADABLE') })
  expect(existsSync(out)).toBe(false)
})

test.each([
  ['without a PDF', ['--once', '--persona', 'anna', '--out', out]],
  ['with an unknown flag', ['--twice']],
])('wrong usage, %s, shows the usage and ends with 2', async (_situation, args) => {
  const ended = await demo(...args)
  expect(ended).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('Usage: ') })
})
