import { createHash, generateKeyPairSync } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { bytesSource, concatSources, openPdf } from '@waarmerk/pdf'
import { extension, type SignatureAlgorithm } from '@waarmerk/pki'
import { issue, issuingCa, person, root, signer, signerOf, stranger } from '../../test/certificates.ts'
import { bytesOf, codeOf, makePdf, onePage, withField } from '../../test/make-pdf.ts'
import { prepare, sign, signingTime } from '../../test/signed.ts'
import { stampedAt, token, tsa } from '../../test/time-stamps.ts'
import { validateSignature } from '../validate/validate-signature.ts'
import { completeSignature } from './complete-signature.ts'
import { prepareSignature } from './prepare-signature.ts'

test('what was prepared is plain JSON and is completed by somebody who has only that and the bytes', async () => {
  const { source, prepared, increment } = await prepare()
  const elsewhere = JSON.parse(JSON.stringify(prepared))
  expect(elsewhere).toEqual(prepared)
  expect(prepared).toMatchObject({
    v: 1,
    field: 'een',
    baseSize: source.size,
    look: null,
    signingTime: signingTime.toISOString(),
  })
  const before = Uint8Array.from(increment)
  const completed = await completeSignature({ source, prepared: elsewhere, increment, signer, tsa })
  expect(increment).toEqual(before)
  expect(completed.genTime).toEqual(stampedAt)
  const file = concatSources([source, bytesSource(completed.increment)])
  const report = await validateSignature(file, {
    field: 'een',
    trustAnchors: [root.certificate],
    timestampTrustAnchors: [root.certificate],
  })
  expect(report).toMatchObject({
    indication: 'TOTAL-PASSED',
    valid: true,
    level: 'B-T',
    coversWholeFile: true,
    bytesAfter: 0,
  })
  expect(report.checks.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
    'dictionary passed',
    'byte-range passed',
    'revision passed',
    'signature passed',
    'time-stamp passed',
    'chain passed',
  ])
})

test('the digest that is agreed to is that of everything but the string of /Contents', async () => {
  const { source, prepared, increment } = await prepare()
  const whole = bytesOf(concatSources([source, bytesSource(increment)]))
  const [, before, after] = prepared.byteRange
  const digest = createHash('sha256')
    .update(whole.subarray(0, before))
    .update(whole.subarray(after))
    .digest('base64url')
  expect(prepared.tbs).toBe(digest)
})

test('the source may already end with the prepared increment', async () => {
  const { source, prepared, increment } = await prepare()
  const whole = concatSources([source, bytesSource(increment)])
  expect(await codeOf(() => completeSignature({ source: whole, prepared, increment, signer }))).toBe('no error')
})

test('without time-stamp authority the signature is B-B', async () => {
  const { source, prepared, increment } = await prepare()
  const completed = await completeSignature({ source, prepared, increment, signer })
  expect(completed).toMatchObject({ timestampToken: null, genTime: null })
  const file = concatSources([source, bytesSource(completed.increment)])
  expect(await validateSignature(file, { field: 'een' })).toMatchObject({
    level: 'B-B',
    valid: true,
    indication: 'INDETERMINATE',
  })
})

test('twenty people sign one file by turns, and every signature stays sound', async () => {
  let file = makePdf(onePage)
  for (let turn = 0; turn < 20; turn += 1) {
    const base = withField(file, `veld${turn}`)
    const { prepared, increment } = await prepareSignature(base, {
      field: `veld${turn}`,
      contentsBytes: 6000,
      signingTime,
    })
    const completed = await completeSignature({ source: base, prepared, increment, signer, tsa })
    file = bytesSource(bytesOf(concatSources([base, bytesSource(completed.increment)])))
  }
  const reports = await Promise.all(
    Array.from({ length: 20 }, (_, turn) =>
      validateSignature(file, { field: `veld${turn}`, trustAnchors: [root.certificate] }),
    ),
  )
  expect(reports.every(({ valid }) => valid)).toBe(true)
  expect(reports.map(({ coversWholeFile }) => coversWholeFile)).toEqual([...Array(19).fill(false), true])
  expect(reports[0]?.indication).toBe('INDETERMINATE')
})

test.each<[SignatureAlgorithm, () => { privateKey: Parameters<typeof issue>[0]['privateKey'] }]>([
  ['rsa-sha256', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
  ['rsa-pss-sha256', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
  ['ecdsa-sha384', () => generateKeyPairSync('ec', { namedCurve: 'P-384' })],
  ['ecdsa-sha512', () => generateKeyPairSync('ec', { namedCurve: 'P-521' })],
  ['ed25519', () => generateKeyPairSync('ed25519')],
])('a key that signs with %s is as good', async (algorithm, generate) => {
  const { privateKey } = generate()
  const issued = issue({
    name: 'TEST',
    issuer: issuingCa,
    ...(privateKey && { privateKey }),
    extensions: [extension.keyUsage('contentCommitment')],
  })
  const file = await sign(withField(makePdf(onePage)), signerOf(issued, algorithm))
  const report = await validateSignature(file, { field: 'een', trustAnchors: [root.certificate] })
  expect(report).toMatchObject({ valid: true, signedData: { signatureAlgorithm: algorithm } })
})

test('an overlay appended between preparing and signing is refused', async () => {
  const { source, prepared, increment } = await prepare()
  const overlaid = withField(source, 'twee')
  expect(await codeOf(() => completeSignature({ source: overlaid, prepared, increment, signer, tsa }))).toBe(
    'ERR_PADES_TBS_MISMATCH',
  )
  const after = withField(concatSources([source, bytesSource(increment)]), 'twee')
  expect(await codeOf(() => completeSignature({ source: after, prepared, increment, signer, tsa }))).toBe(
    'ERR_PADES_TBS_MISMATCH',
  )
})

test('a byte changed anywhere in base or increment is refused, and nobody is asked to sign', async () => {
  const { source, prepared, increment } = await prepare()
  const asked: Uint8Array[] = []
  const watched = {
    ...signer,
    async sign(request: { data: Uint8Array; digest: Uint8Array }) {
      asked.push(request.data)
      return signer.sign(request)
    },
  }
  const changedBase = bytesOf(source)
  changedBase[100] = (changedBase[100] ?? 0) ^ 1
  const changedIncrement = Uint8Array.from(increment)
  changedIncrement[2] = (changedIncrement[2] ?? 0) ^ 1
  const inputs = [
    { source: bytesSource(changedBase), prepared, increment },
    { source, prepared, increment: changedIncrement },
    { source: concatSources([source, bytesSource(changedIncrement)]), prepared, increment },
    { source, prepared: { ...prepared, tbs: Buffer.alloc(32).toString('base64url') }, increment },
  ]
  for (const input of inputs) {
    expect(await codeOf(() => completeSignature({ ...input, signer: watched, tsa }))).toBe('ERR_PADES_TBS_MISMATCH')
  }
  expect(asked).toHaveLength(0)
})

test('a prepared signature that does not fit its increment is refused', async () => {
  const { source, prepared, increment } = await prepare()
  const [start, before, after, rest] = prepared.byteRange
  const filled = Uint8Array.from(increment)
  filled[prepared.contentsStart - prepared.baseSize + 5] = 0x31
  const inputs = [
    { prepared: { ...prepared, byteRange: [start, before, after, rest - 1] as const }, increment },
    { prepared: { ...prepared, byteRange: [start, before - 1, after, rest] as const }, increment },
    { prepared: { ...prepared, contentsStart: prepared.contentsStart + 1 }, increment },
    { prepared: { ...prepared, contentsHexLength: prepared.contentsHexLength - 2 }, increment },
    { prepared: { ...prepared, baseSize: prepared.baseSize + 1 }, increment },
    { prepared: { ...prepared, v: 2 as unknown as 1 }, increment },
    { prepared, increment: filled },
    { prepared, increment: increment.subarray(1) },
  ]
  for (const input of inputs) {
    expect(await codeOf(() => completeSignature({ source, ...input, signer, tsa }))).toBe('ERR_PADES_PREPARED_INVALID')
  }
})

test('what the signer returns is verified before it is embedded', async () => {
  const input = await prepare()
  const lying = { ...signerOf(stranger), certificates: signer.certificates }
  expect(await codeOf(() => completeSignature({ ...input, signer: lying }))).toBe('ERR_PADES_SIGNATURE_REJECTED')
  const empty = { ...signer, sign: async () => new Uint8Array() }
  expect(await codeOf(() => completeSignature({ ...input, signer: empty }))).toBe('ERR_PADES_SIGNATURE_REJECTED')
  const bare = { ...signer, certificates: [] }
  await expect(completeSignature({ ...input, signer: bare })).rejects.toThrow(TypeError)
})

test('the signer is given the digest of the signed attributes too', async () => {
  const input = await prepare()
  const digests: boolean[] = []
  const watching = {
    ...signer,
    async sign(request: { data: Uint8Array; digest: Uint8Array }) {
      digests.push(Buffer.compare(createHash('sha256').update(request.data).digest(), request.digest) === 0)
      return signer.sign(request)
    },
  }
  await completeSignature({ ...input, signer: watching })
  expect(digests).toEqual([true])
})

test('a time stamp over something else, from the future of the certificate, or none, gives no signature', async () => {
  const input = await prepare()
  const stamping = (timestamp: typeof tsa.timestamp) =>
    codeOf(() => completeSignature({ ...input, tsa: { ...tsa, timestamp } }))
  expect(await stamping(async () => token(Buffer.alloc(32)))).toBe('ERR_CMS_TIMESTAMP_IMPRINT_MISMATCH')
  const { certificate } = person
  expect(await stamping(async (imprint) => token(imprint, new Date(certificate.notBefore.getTime() - 1000)))).toBe(
    'ERR_CMS_TIMESTAMP_UNTRUSTED',
  )
  const down = new Error('down')
  expect(await stamping(() => Promise.reject(down))).toBe(down)
})

test('a certificate that had expired when the time stamp was made is refused', async () => {
  const brief = issue({ name: 'TEST', issuer: issuingCa, notAfter: new Date(stampedAt.getTime() - 1000) })
  const input = await prepare(undefined, signerOf(brief))
  expect(await codeOf(() => completeSignature(input))).toBe('ERR_PADES_CERTIFICATE_NOT_VALID')
})

test('a signature, or its token, that does not fit is refused with its own code', async () => {
  const source = withField(makePdf(onePage))
  const plain = await prepare(source)
  const { increment } = await completeSignature({
    source,
    prepared: plain.prepared,
    increment: plain.increment,
    signer,
  })
  const used =
    Buffer.from(increment)
      .toString('latin1')
      .match(/Contents<(.*?)0*>/)?.[1]?.length ?? 0
  const tight = (spare: number) =>
    prepareSignature(source, { field: 'een', contentsBytes: Math.ceil(used / 2) + spare, signingTime })
  expect(await codeOf(async () => completeSignature({ source, ...(await tight(-100)), signer, tsa }))).toBe(
    'ERR_PADES_PLACEHOLDER_TOO_SMALL',
  )
  expect(await codeOf(async () => completeSignature({ source, ...(await tight(10)), signer, tsa }))).toBe(
    'ERR_PADES_TIMESTAMP_TOO_LARGE',
  )
})

test('an increment whose dictionary names other ranges than those signed does not pass our own validator', async () => {
  const { source, prepared, increment } = await prepare()
  const text = Buffer.from(increment)
    .toString('latin1')
    .replace(/\/ByteRange\[0 \d/, '/ByteRange[0 9')
  const forged = Buffer.from(text, 'latin1')
  const whole = concatSources([source, bytesSource(forged)])
  const [, before, after, rest] = prepared.byteRange
  const tbs = createHash('sha256').update(whole.read(0, before)).update(whole.read(after, rest)).digest('base64url')
  expect(openPdf(whole).nextNumber).toBeGreaterThan(0)
  expect(
    await codeOf(() => completeSignature({ source, prepared: { ...prepared, tbs }, increment: forged, signer })),
  ).toBe('ERR_PADES_SELF_CHECK_FAILED')
})
