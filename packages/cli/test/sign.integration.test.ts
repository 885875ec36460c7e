import { execFileSync } from 'node:child_process'
import { createPrivateKey } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createQtspKeys, createQtspMock, type RunningQtspMock, startQtspMock } from '@waarmerk/qtsp-mock'
import { type Answer, commandLineIn } from './in-process.ts'
import { samplePdf } from './sample-pdf.ts'

const directory = mkdtempSync(join(tmpdir(), 'waarmerk-sign-'))
const waarmerk = commandLineIn(directory, { PASS: 'geheim', WRONG: 'anders', TSA_USER: 'jan:geheim' })
let mock: RunningQtspMock
let trusted: string[]

const write = (name: string, content: string | Uint8Array): void => writeFileSync(join(directory, name), content)
const read = (name: string): Buffer => readFileSync(join(directory, name))
const files = (): string[] => readdirSync(directory).filter((name) => name.includes('out'))

beforeAll(async () => {
  mock = await startQtspMock({ host: '127.0.0.1', port: 0, stateDirectory: join(directory, 'qtsp') })
  const { privateKeyPem, certificateChainPem } = await mock.issueSigner({ algorithm: 'rsa-2048', commonName: 'Zegel' })
  write('in.pdf', samplePdf())
  write('key.pem', privateKeyPem)
  write('chain.pem', certificateChainPem)
  write('ca.pem', mock.caCertificatePem)
  const cipher = 'aes-256-cbc'
  write(
    'locked.pem',
    createPrivateKey(privateKeyPem).export({ type: 'pkcs8', format: 'pem', cipher, passphrase: 'geheim' }),
  )
  execFileSync(
    'openssl',
    ['pkcs12', '-export', '-inkey', 'key.pem', '-in', 'chain.pem', '-out', 'key.p12', '-passout', 'pass:geheim'],
    { cwd: directory, stdio: 'pipe' },
  )
  trusted = ['--tsa', mock.timestampUrl, '--trust', 'ca.pem']
})

afterAll(async () => {
  await mock.close()
  rmSync(directory, { recursive: true })
})

const pem = ['--key', 'key.pem', '--cert', 'chain.pem']

const inspected = async (file: string, ...more: string[]) => {
  const { code, out } = await waarmerk('inspect', file, '--json', '--trust', 'ca.pem', ...more)
  expect(code).toBe(0)
  return JSON.parse(out)
}

const json = ({ code, out, err }: Answer) => {
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out.endsWith('\n') && !out.trimEnd().includes('\n')).toBe(true)
  return JSON.parse(out)
}

const levels = ['B-B', 'B-T', 'B-LT', 'B-LTA']

test.each(levels)('level %s is reached, and --verify and inspect agree', async (level) => {
  const out = `out-${level}.pdf`
  const outcome = json(
    await waarmerk('sign', 'in.pdf', '-o', out, ...pem, ...trusted, '--profile', level, '--json', '--verify'),
  )
  const signed = read(out)
  expect(outcome).toEqual({
    output: out,
    level,
    field: 'Handtekening1',
    signer: expect.stringContaining('CN=Zegel'),
    signingTime: expect.stringMatching(/^2\d{3}-/),
    genTime: level === 'B-B' ? null : expect.stringMatching(/^2\d{3}-/),
    bytes: signed.length,
    bytesAdded: signed.length - samplePdf().length,
  })
  expect(signed.subarray(0, samplePdf().length).equals(samplePdf())).toBe(true)
  const { signatures, timeStamps } = await inspected(out)
  expect(signatures).toEqual([expect.objectContaining({ field: 'Handtekening1', valid: true, level })])
  expect(timeStamps).toHaveLength(level === 'B-LTA' ? 1 : 0)
})

test('with an authority the level is B-T, without one B-B', async () => {
  const stamped = await waarmerk('sign', 'in.pdf', '-o', 'out-t.pdf', ...pem, ...trusted)
  expect(stamped.out).toMatch(/^out-t\.pdf: signed by Zegel in Handtekening1, PAdES B-T, time stamp 2.*Z\n$/)
  const plain = await waarmerk('sign', 'in.pdf', '-o', 'out-b.pdf', ...pem)
  expect(plain.out).toBe('out-b.pdf: signed by Zegel in Handtekening1, PAdES B-B\n')
})

test.each<[string, string[], string]>([
  ['a PKCS#12 file', ['--p12', 'key.p12', '--passphrase-env', 'PASS'], 'rsa-sha256'],
  ['an encrypted key', ['--key', 'locked.pem', '--cert', 'chain.pem', '--passphrase-env', 'PASS'], 'rsa-sha256'],
  ['another digest', [...pem, '--digest', 'sha512'], 'rsa-sha512'],
  ['PSS', [...pem, '--pss'], 'rsa-pss-sha256'],
])('%s signs', async (_, key, algorithm) => {
  await waarmerk('sign', 'in.pdf', '-o', 'out-key.pdf', '--force', ...key)
  expect((await inspected('out-key.pdf')).signatures[0]).toMatchObject({ valid: true, algorithm })
})

test('what is stated stands in the signature, and is shown in the field', async () => {
  const yesterday = `${new Date(Date.now() - 86_400_000).toISOString().slice(0, 19)}.000Z`
  const statement = [
    '--reason',
    'Besluit',
    '--location',
    'Utrecht',
    '--name',
    'B. Jansen',
    '--contact',
    'b@example.org',
  ]
  const place = ['--field', 'besluit', '--page', '1', '--box', '50,50,200,60', '--certify', '2']
  const when = ['--signing-time', yesterday]
  await waarmerk('sign', 'in.pdf', '-o', 'out-stated.pdf', ...pem, ...statement, ...place, ...when)
  const [signature] = (await inspected('out-stated.pdf')).signatures
  expect(signature).toMatchObject({
    field: 'besluit',
    valid: true,
    claims: { signingTime: yesterday, name: 'B. Jansen', reason: 'Besluit', location: 'Utrecht' },
  })
  expect(read('out-stated.pdf').toString('latin1')).toMatch(/\/Rect ?\[50 50 250 110\]/)
})

test('a visible signature shows an image; an invisible one has no place for it', async () => {
  // One pixel, half transparent.
  const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGM4wcDQAAADpQFJ3AO3EgAAAABJRU5ErkJggg=='
  write('logo.png', Buffer.from(png, 'base64'))
  const look = ['--box', '50,50,200,60', '--image', 'logo.png']
  const answer = await waarmerk('sign', 'in.pdf', '-o', 'out-image.pdf', ...pem, ...look)
  expect(answer).toMatchObject({ code: 0, err: '' })
  const text = read('out-image.pdf').toString('latin1')
  expect(text).toContain('/Subtype/Image/Width 1/Height 1')
  expect(text).toContain('/SMask ')
  const unseen = await waarmerk('sign', 'in.pdf', '-o', 'out-unseen.pdf', ...pem, '--image', 'logo.png')
  expect(unseen).toMatchObject({ code: 2, err: expect.stringContaining('ERR_CLI_USAGE') })
})

test('an empty field of the document is signed where it is; the next new one gets the next name', async () => {
  await waarmerk('sign', 'in.pdf', '-o', 'out-one.pdf', ...pem)
  await waarmerk('sign', 'out-one.pdf', '-o', 'out-two.pdf', ...pem, '--lang', 'en')
  await waarmerk('sign', 'out-two.pdf', '-o', 'out-three.pdf', ...pem)
  const { signatures } = await inspected('out-three.pdf')
  expect(signatures.map(({ field }: { field: string }) => field)).toEqual([
    'Handtekening1',
    'Signature1',
    'Handtekening2',
  ])
  expect(signatures.every(({ valid }: { valid: boolean }) => valid)).toBe(true)
})

test('a commitment and a policy are signed, and exclude a reason', async () => {
  const attributes = ['--commitment', 'proofOfApproval', '--policy', '2.999.1', '--policy-hash', 'ab'.repeat(32)]
  json(await waarmerk('sign', 'in.pdf', '-o', 'out-committed.pdf', ...pem, ...attributes, '--json'))
  expect((await inspected('out-committed.pdf')).signatures[0].valid).toBe(true)
  const { code, err } = await waarmerk('sign', 'in.pdf', '-o', 'out-no.pdf', ...pem, ...attributes, '--reason', 'x')
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('ERR_PADES_REASON_FORBIDDEN') })
})

test('a document is stamped, signed ones are made to last and renewed', async () => {
  const stamped = json(await waarmerk('timestamp', 'in.pdf', '-o', 'out-stamp.pdf', ...trusted, '--json', '--verify'))
  expect(stamped).toMatchObject({ output: 'out-stamp.pdf', genTime: expect.stringMatching(/^2\d{3}-/) })
  await waarmerk('sign', 'in.pdf', '-o', 'out-early.pdf', ...pem)
  const raised = json(await waarmerk('augment', 'out-early.pdf', '-o', 'out-raised.pdf', ...trusted, '--json'))
  expect(raised).toMatchObject({ level: 'B-LTA', bytesAdded: expect.any(Number) })
  await waarmerk('augment', 'out-raised.pdf', '-o', 'out-renewed.pdf', ...trusted)
  const { signatures, timeStamps } = await inspected('out-renewed.pdf')
  expect(signatures[0]).toMatchObject({ valid: true, level: 'B-LTA' })
  expect(timeStamps.length).toBeGreaterThan(1)
})

test.each(levels.slice(1))(
  'augment to %s is verified; what is there already is not added, nor called less',
  async (level) => {
    const augment = (from: string, to: string, wanted: string, ...more: string[]) =>
      waarmerk('augment', from, '-o', to, ...trusted, '--profile', wanted, '--verify', ...more)
    const [early, raised, again] = [`out-0-${level}.pdf`, `out-1-${level}.pdf`, `out-2-${level}.pdf`]
    await waarmerk('sign', 'in.pdf', '-o', early, ...pem)
    expect(json(await augment(early, raised, level, '--json')).level).toBe(level)
    expect((await inspected(raised)).signatures).toMatchObject([{ valid: true, level }])
    const nothing = { output: again, level: null, genTime: null, bytes: read(raised).length, bytesAdded: 0 }
    expect(json(await augment(raised, again, 'B-T', '--json'))).toEqual(nothing)
    const { out } = await augment(raised, again, 'B-T', '--force')
    expect(out).toBe(`${again}: nothing to add for B-T, copied as it is\n`)
  },
)

test('inspect tells people what it found, and that nobody was trusted', async () => {
  await waarmerk('sign', 'in.pdf', '-o', 'out-told.pdf', ...pem, ...trusted, '--reason', 'Besluit')
  const { out } = await waarmerk('inspect', 'out-told.pdf')
  expect(out).toMatch(/^Signature Handtekening1\n {2}valid +yes \(INDETERMINATE\)\n {2}level +PAdES B-T$/m)
  expect(out).toMatch(/^ {2}signer +.*CN=Zegel/m)
  expect(out).toMatch(/^ {2}reason +Besluit\n {2}covers +the whole file$/m)
  expect(out).toMatch(/Trust was NOT checked.*\n$/)
  const { out: withTrust } = await waarmerk('inspect', 'out-told.pdf', '--trust', 'ca.pem')
  expect(withTrust).toMatch(/valid +yes \(TOTAL-PASSED\)[\s\S]*Trust was checked/)
})

test('inspect shows what was changed and what was added', async () => {
  await waarmerk('sign', 'in.pdf', '-o', 'out-first.pdf', ...pem)
  const broken = read('out-first.pdf')
  const content = broken.indexOf('stream') + 20
  broken[content] = (broken[content] ?? 0) ^ 1
  write('out-broken.pdf', Buffer.concat([broken, Buffer.from('\n% added\n')]))
  const { code, out } = await waarmerk('inspect', 'out-broken.pdf')
  expect(code).toBe(0)
  expect(out).toMatch(/valid +NO \(TOTAL-FAILED\)\n {2}failed +signature: ERR_/)
  expect(out).toMatch(/covers +all but the last 9 bytes/)
})

test.each<[string, string, string[]]>([
  ['a wrong passphrase', 'ERR_KEY_PASSPHRASE', ['--p12', 'key.p12', '--passphrase-env', 'WRONG']],
  ['a passphrase that is missing', 'ERR_KEY_PASSPHRASE', ['--key', 'locked.pem', '--cert', 'chain.pem']],
  ['a variable that is not there', 'ERR_CLI_SECRET_MISSING', ['--p12', 'key.p12', '--passphrase-env', 'NOBODY']],
  ['a key file that is not there', 'ERR_CLI_FILE_UNREADABLE', ['--p12', 'nowhere.p12']],
  ['a certificate of another key', 'ERR_KEY_CERTIFICATE_MISMATCH', ['--key', 'key.pem', '--cert', 'ca.pem']],
  ['an authority that is down', 'ERR_TSA_DOWN', [...pem, '--tsa', 'http://127.0.0.1:9']],
  ['a page that is not there', 'ERR_PDF_PAGE_MISSING', [...pem, '--page', '2']],
  ['an image that is none', 'ERR_PDF_LOOK_IMAGE_UNSUPPORTED', [...pem, '--box', '9,9,99,50', '--image', 'in.pdf']],
  ['a field without room', 'ERR_PDF_LOOK_TOO_SMALL', [...pem, '--box', '1,1,4,4']],
])('%s is refused with its code, in JSON too, and leaves no file', async (_, code, options) => {
  const answer = await waarmerk('sign', 'in.pdf', '-o', 'refused-out.pdf', '--json', ...options)
  expect(answer.code).toBe(1)
  expect(JSON.parse(answer.out)).toMatchObject({ error: { code } })
  expect(answer.err).toMatch(new RegExp(`^waarmerk: ${code}: .*\n$`))
  expect(files().filter((name) => name.includes('refused'))).toEqual([])
})

test('an authority that lies is passed over for the next one; alone it ends in a refusal', async () => {
  mock.setFault('wrong-nonce')
  const alone = await waarmerk('sign', 'in.pdf', '-o', 'out-lied.pdf', ...pem, ...trusted)
  expect(alone).toMatchObject({ code: 1, err: expect.stringContaining('ERR_TSA_') })
  const both = await waarmerk(
    'sign',
    'in.pdf',
    '-o',
    'out-lied.pdf',
    ...pem,
    ...trusted,
    '--tsa',
    mock.secondTimestampUrl,
  )
  mock.setFault(null)
  expect(both.code).toBe(0)
})

test('a revoked signer gets no signature that is to last', async () => {
  const { privateKeyPem, certificateChainPem, serialNumber } = await mock.issueSigner({ algorithm: 'p-256' })
  write('revoked.pem', privateKeyPem + certificateChainPem)
  mock.revoke(serialNumber)
  const key = ['--key', 'revoked.pem', '--cert', 'revoked.pem']
  const { code, err } = await waarmerk(
    'sign',
    'in.pdf',
    '-o',
    'out-revoked.pdf',
    ...key,
    ...trusted,
    '--profile',
    'B-LT',
  )
  expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/REVOKED/) })
  expect(files()).not.toContain('out-revoked.pdf')
})

test('a document that could look otherwise later is refused with --lint only', async () => {
  const scripted = samplePdf().toString('latin1').replace('/Pages 2 0 R>>', '/Pages 2 0 R/AA<</WC<<>>>>>>')
  write('scripted.pdf', Buffer.from(scripted, 'latin1'))
  const linted = await waarmerk('sign', 'scripted.pdf', '-o', 'out-lint.pdf', ...pem, '--lint')
  expect(linted).toMatchObject({ code: 1, err: expect.stringContaining('ERR_PADES_LINT_ADDITIONAL_ACTIONS') })
})

test('--progress tells how far a file was read', async () => {
  const { err } = await waarmerk('sign', 'in.pdf', '-o', 'out-progress.pdf', ...pem, '--progress')
  expect(err).toBe('100 % of 1 MB\n')
})

test('credentials go to the authority as Basic authentication, and never over a network in the clear', async () => {
  const asked: (string | undefined)[] = []
  const server = createServer((request, response) => {
    asked.push(request.headers.authorization)
    response.writeHead(503).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const credentials = ['--tsa-auth-env', 'TSA_USER', '--tsa']
  const asking = await waarmerk(
    'sign',
    'in.pdf',
    '-o',
    'out-basic.pdf',
    ...pem,
    ...credentials,
    `http://127.0.0.1:${port}`,
  )
  expect(asking).toMatchObject({ code: 1, err: expect.stringContaining('ERR_TSA_HTTP_STATUS') })
  expect(asked[0]).toBe(`Basic ${Buffer.from('jan:geheim').toString('base64')}`)
  server.close()
  const open = await waarmerk('sign', 'in.pdf', '-o', 'out-basic.pdf', ...pem, ...credentials, 'http://tsa.example')
  expect(open).toMatchObject({ code: 2, err: expect.stringContaining('--tsa-auth-env needs https') })
})

test('without trust anchors chains must be complete, but may end anywhere', async () => {
  const stamping = ['--tsa', mock.timestampUrl, '--profile', 'B-LTA']
  expect(json(await waarmerk('sign', 'in.pdf', '-o', 'out-anywhere.pdf', ...pem, ...stamping, '--json'))).toMatchObject(
    {
      level: 'B-LTA',
    },
  )
  write('other-ca.pem', (await createQtspMock({ keys: await createQtspKeys() })).caCertificatePem)
  const elsewhere = await waarmerk(
    'sign',
    'in.pdf',
    '-o',
    'out-else.pdf',
    ...pem,
    ...stamping,
    '--trust',
    'other-ca.pem',
  )
  expect(elsewhere).toMatchObject({ code: 1, err: expect.stringMatching(/ERR_TSA_|ERR_PADES_CHAIN/) })
})
