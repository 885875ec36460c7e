import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { judgeRun } from './judges/judge-run.ts'
import { fixture } from './support/fixture.ts'
import { writeLargePdf } from './support/large-pdf.ts'
import { present } from './support/present.ts'
import { demo, programs, run } from './support/run-command.ts'
import { signOnce } from './support/signed-once.ts'
import { temporaryDirectory } from './support/temporary-directory.ts'

const directory = temporaryDirectory()
const testWithJudges = present('pdfsig', 'openssl') ? test : test.skip

testWithJudges.each([
  ['daan', 'chromium.pdf', { assurance: 'substantial', signerName: 'Daan Bakker' }],
  ['fatima', 'xref-stream.pdf', { assurance: 'high', signerName: expect.stringContaining('Benčekroûn-Łukaszewska') }],
  ['elena', 'libreoffice.pdf', { assurance: 'substantial', signerName: 'Elena García Muñoz' }],
])('%s signs %s, and outsiders agree', async (persona, name, expected) => {
  const own = join(directory, persona)
  await mkdir(own)
  const result = await signOnce(fixture(name), persona, own)
  expect(result).toMatchObject({ ...expected, profile: 'PAdES-B-T', level: 'advanced' })
  await judgeRun(result, fixture(name), own)
})

testWithJudges(
  'anna signs a PDF of 50 MB, and outsiders agree',
  async () => {
    const own = join(directory, 'large')
    await mkdir(own)
    const original = join(own, 'large.pdf')
    await writeLargePdf(original, 50)
    await judgeRun(await signOnce(original, 'anna', own), original, own)
  },
  180_000,
)

test('a PDF that needs a password is refused with its code and nothing is written', async () => {
  const out = join(directory, 'refused')
  const ended = await demo('--once', '--pdf', fixture('encrypted.pdf'), '--persona', 'anna', '--out', out)
  expect(ended).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^ERR_PDF_PASSWORD: [^\n]+\n$/) })
  expect(existsSync(out)).toBe(false)
})

test('told to stop half-way, it leaves nothing behind', async () => {
  const out = join(directory, 'stopped')
  const temporary = join(directory, 'temporary')
  await mkdir(temporary)
  const args = [...programs.demo, '--once', '--pdf', fixture('chromium.pdf'), '--persona', 'anna', '--out', out]
  const child = spawn(process.execPath, args, { env: { ...process.env, TMPDIR: temporary } })
  child.stdout.once('data', () => child.kill('SIGTERM'))
  expect(await once(child, 'close')).toEqual([1, null])
  expect([existsSync(out), readdirSync(temporary)]).toEqual([false, []])
})

test('through npm, paths start where npm was called, and exit codes come out as they went in', async () => {
  const cwd = join(directory, 'called-from')
  await mkdir(cwd)
  const root = new URL('../../../', import.meta.url).pathname
  const npm = (...args: string[]) => run('npm', ['--prefix', root, 'run', '--silent', 'demo', '--', ...args], { cwd })
  const signed = await npm('--once', '--pdf', fixture('chromium.pdf'), '--persona', 'anna', '--out', 'here')
  expect(JSON.parse(signed.stdout.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
    signedPdf: join(cwd, 'here', 'chromium-signed.pdf'),
  })
  expect((await npm('--once')).exitCode).toBe(2)
  expect((await npm('--once', '--pdf', 'x', '--persona', 'nobody', '--out', 'y')).exitCode).toBe(1)
})
