import { createHash, sign as signBytes } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { signedDataTemplate } from '@waarmerk/cms'
import { bytesSource, concatSources, fillSignatureField, openPdf, PdfError, type RandomAccess } from '@waarmerk/pdf'
import { der, oids } from '@waarmerk/pki'
import fc from 'fast-check'
import { person, root, signer, stranger } from '../../test/certificates.ts'
import { bytesOf, codeOf, makePdf, onePage, withField } from '../../test/make-pdf.ts'
import { prepare, sign, signingTime } from '../../test/signed.ts'
import { stampedAt, token } from '../../test/time-stamps.ts'
import { PadesError } from '../pades-error.ts'
import { embedSignature } from '../placeholder/embed-signature.ts'
import type { SignatureReport } from './signature-report.ts'
import { validateSignature } from './validate-signature.ts'

const anchors = { trustAnchors: [root.certificate], timestampTrustAnchors: [root.certificate] }
const validate = (source: RandomAccess) => validateSignature(source, { field: 'een', ...anchors })
const failures = async (source: RandomAccess) =>
  (await validate(source)).checks.flatMap(({ name, outcome, code }) =>
    outcome === 'failed' ? [`${name} ${code}`] : [],
  )

/** The file with some text replaced by text of the same length. */
const edited = (source: RandomAccess, from: string | RegExp, to: string): RandomAccess => {
  const text = Buffer.from(bytesOf(source)).toString('latin1')
  const changed = text.replace(from, to)
  expect(changed).not.toBe(text)
  expect(changed).toHaveLength(text.length)
  return bytesSource(Buffer.from(changed, 'latin1'))
}

test('a changed document is found by its digest', async () => {
  const file = edited(await sign(), '595 842', '595 841')
  expect(await failures(file)).toEqual(['signature ERR_CMS_DIGEST_MISMATCH'])
  expect(await validate(file)).toMatchObject({
    valid: false,
    indication: 'TOTAL-FAILED',
    level: null,
    signedData: null,
  })
})

test('what is appended after signing is reported', async () => {
  const signed = await sign()
  const appended = withField(signed, 'twee')
  const report = await validate(appended)
  expect(report).toMatchObject({
    valid: true,
    coversWholeFile: false,
    bytesAfter: appended.size - signed.size,
    indication: 'INDETERMINATE',
  })
})

test('the chain is judged by the anchors given, at the time of the time stamp', async () => {
  const file = await sign()
  const foreign = await validateSignature(file, { field: 'een', trustAnchors: [stranger.certificate] })
  expect(foreign).toMatchObject({ valid: false, indication: 'INDETERMINATE' })
  expect(foreign.checks.at(-1)).toEqual({ name: 'chain', outcome: 'failed', code: 'ERR_PKI_ISSUER_UNKNOWN' })
  const later = await validateSignature(file, { field: 'een', ...anchors, at: new Date('2099-01-01') })
  expect(later.indication).toBe('TOTAL-PASSED')
  const untrustedTime = await validateSignature(file, {
    field: 'een',
    trustAnchors: [root.certificate],
    timestampTrustAnchors: [stranger.certificate],
  })
  expect(untrustedTime).toMatchObject({ valid: false, indication: 'INDETERMINATE', timestamp: null })
  const nobody = await validateSignature(file, { field: 'een' })
  expect(nobody).toMatchObject({
    valid: true,
    indication: 'INDETERMINATE',
    timestamp: { genTime: stampedAt, trusted: false },
  })
})

test('without time stamp the chain is judged at the time the caller names, else at the claimed time', async () => {
  const file = await sign(undefined, undefined, null)
  expect(await validateSignature(file, { field: 'een', ...anchors })).toMatchObject({
    indication: 'TOTAL-PASSED',
    level: 'B-B',
  })
  const late = await validateSignature(file, { field: 'een', ...anchors, at: new Date('2099-01-01') })
  expect(late.checks.at(-1)).toMatchObject({ outcome: 'failed', code: 'ERR_PKI_EXPIRED' })
})

test.each<[string, string | RegExp, string]>([
  ['/SubFilter', 'ETSI.CAdES.detached', 'adbe.pkcs7.detached'],
  ['/Filter', 'Adobe.PPKLite', 'Adobe.PPKMSIE'],
  ['/Type', '/Type/Sig/Filter', '/Type/Sog/Filter'],
  ['/M', '/M(D:2026', '/N(D:2026'],
])('a dictionary with another %s is not PAdES', async (_, from, to) => {
  expect(await failures(edited(await sign(), from, to))).toContain('dictionary ERR_PADES_DICTIONARY_INVALID')
})

test('a dictionary with /Cert is not PAdES', async () => {
  const file = edited(await sign(), '/M(D:20261123101112+00', '/Cert(x)/M(D:202611231')
  expect(await failures(file)).toContain('dictionary ERR_PADES_DICTIONARY_INVALID')
})

test.each<[string, RegExp, (range: number[]) => number[]]>([
  ['starts after the first byte', /0/, ([, b = 0, c = 0, d = 0]) => [1, b - 1, c, d]],
  ['leaves out a byte before the signature', /0/, ([a = 0, b = 0, c = 0, d = 0]) => [a, b - 1, c, d]],
  ['leaves out a byte after the signature', /0/, ([a = 0, b = 0, c = 0, d = 0]) => [a, b, c + 1, d - 1]],
  ['signs part of the signature', /0/, ([a = 0, b = 0, c = 0, d = 0]) => [a, b + 2, c, d]],
  ['reaches beyond the file', /0/, ([a = 0, b = 0, c = 0, d = 0]) => [a, b, c, d + 1]],
])('a byte range that %s is refused', async (_, _pattern, change) => {
  const signed = await sign()
  const text = Buffer.from(bytesOf(signed)).toString('latin1')
  const [whole = '', numbers = ''] = /\/ByteRange\[([\d ]+)\] */.exec(text) ?? []
  const changed = `/ByteRange[${change(numbers.split(' ').map(Number)).join(' ')}]`.padEnd(whole.length)
  const report = await validate(edited(signed, whole, changed))
  expect(report.checks).toContainEqual({ name: 'byte-range', outcome: 'failed', code: 'ERR_PADES_BYTE_RANGE_INVALID' })
  expect(report).toMatchObject({ valid: false, indication: 'TOTAL-FAILED', coversWholeFile: false, bytesAfter: 0 })
})

test('a signature that only later bytes make visible is refused', async () => {
  // The old revision is signed by a field that comes with the next one.
  const base = withField(makePdf(onePage))
  const { prepared, increment } = await prepare(base)
  const early = bytesSource(increment.subarray(0, increment.length - 6))
  const cut = concatSources([base, early, bytesSource(Buffer.from('%%EOF\n'))])
  const [, before, after] = prepared.byteRange
  const end = after + 10
  const changed = edited(
    cut,
    /\/ByteRange\[[\d ]+\] {1,30}/,
    `/ByteRange[0 ${before} ${after} ${end - after}]`.padEnd(46),
  )
  expect((await failures(changed)).slice(0, 1)).toEqual(['revision ERR_PADES_REVISION_INVALID'])
})

/** A file whose /Contents are these bytes. */
const withContents = async (make: (messageDigest: Uint8Array) => Uint8Array): Promise<RandomAccess> => {
  const { source, prepared, increment } = await prepare()
  const cms = make(Buffer.from(prepared.tbs, 'base64url'))
  embedSignature(increment, prepared, cms, 'ERR_PADES_PLACEHOLDER_TOO_SMALL')
  return concatSources([source, bytesSource(increment)])
}

const template = signedDataTemplate(signer)
const signAttributes = (attributes: Uint8Array) => signBytes('sha256', attributes, person.privateKey)

test('a signing-time attribute is refused', async () => {
  const file = await withContents((messageDigest) => {
    const time = der.sequence(der.objectIdentifier(oids.signingTime), der.setOf(der.time(signingTime)))
    const ours = template.signedAttributes(messageDigest)
    const header = ours.length < 130 ? 2 : ours.length < 259 ? 3 : 4
    const elements: Uint8Array[] = []
    for (let at = header; at < ours.length; ) {
      const length =
        2 + (ours[at + 1] as number) + ((ours[at + 1] as number) === 0x81 ? (ours[at + 2] as number) - 0x80 : 0)
      elements.push(ours.subarray(at, at + length))
      at += length
    }
    const signedAttributes = der.setOf(...elements, time)
    return template.signedData({ signedAttributes, signature: signAttributes(signedAttributes) })
  })
  expect(await failures(file)).toEqual(['signature ERR_PADES_SIGNING_TIME_ATTRIBUTE'])
})

test('a token over another signature is refused, one with a longer hash is accepted', async () => {
  const stamped = (stamp: (signature: Uint8Array) => Uint8Array) =>
    withContents((messageDigest) => {
      const signedAttributes = template.signedAttributes(messageDigest)
      const signature = signAttributes(signedAttributes)
      return template.signedData({ signedAttributes, signature, timestampToken: stamp(signature) })
    })
  expect(await failures(await stamped(() => token(Buffer.alloc(32))))).toEqual([
    'time-stamp ERR_CMS_TIMESTAMP_IMPRINT_MISMATCH',
  ])
  expect(await failures(await stamped((signature) => token(createHash('sha512').update(signature).digest())))).toEqual(
    [],
  )
  expect(await failures(await stamped(() => der.octetString(Buffer.alloc(9))))).toEqual([
    'time-stamp ERR_CMS_MALFORMED',
  ])
})

test('two tokens in one signature are refused', async () => {
  const file = await withContents((messageDigest) => {
    const signedAttributes = template.signedAttributes(messageDigest)
    const signature = signAttributes(signedAttributes)
    const first = token(createHash('sha256').update(signature).digest())
    return template.signedData({ signedAttributes, signature, timestampToken: Buffer.concat([first, first]) })
  })
  expect(await failures(file)).toEqual(['time-stamp ERR_PADES_TIMESTAMP_COUNT'])
})

test('contents that are no signature are refused', async () => {
  expect(await failures(await withContents(() => Buffer.from('no signature')))).toEqual(['signature ERR_CMS_MALFORMED'])
})

test('an empty field, or none, is an error of the caller', async () => {
  const missing = 'ERR_PADES_SIGNATURE_MISSING'
  expect(await codeOf(() => validate(withField(makePdf(onePage))))).toBe(missing)
  expect(await codeOf(() => validate(makePdf(onePage)))).toBe(missing)
})

test('a string of /Contents with anything but pairs of digits has no gap that fits', async () => {
  const file = edited(await sign(), '00>/M', '0\0>/M')
  expect(await failures(file)).toContain('byte-range ERR_PADES_BYTE_RANGE_INVALID')
})

test('a signature in a literal string has no gap that fits', async () => {
  const base = makePdf({
    ...onePage,
    1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>',
    4: '<</FT/Sig/T(een)/V<</Type/Sig/ByteRange[0 1 2 3]/Contents(xx)>>>>',
  })
  expect(await failures(base)).toContain('byte-range ERR_PADES_BYTE_RANGE_INVALID')
})

test('a document time stamp is not taken for a signature', async () => {
  const base = withField(makePdf(onePage))
  const { increment } = fillSignatureField(openPdf(base), {
    field: 'een',
    contentsBytes: 20,
    subFilter: 'ETSI.RFC3161',
  })
  expect(await failures(concatSources([base, bytesSource(increment)]))).toContain(
    'dictionary ERR_PADES_DICTIONARY_INVALID',
  )
})

/** A signed file and what our validator says after one of its bytes was changed. */
const changing = async () => {
  const signed = bytesOf(await sign())
  const { contentsStart, contentsHexLength } = (await prepare()).prepared
  const outcome = (at: number, value: number): Promise<unknown> => {
    const changed = Uint8Array.from(signed)
    changed[at] = value
    return validate(bytesSource(changed)).catch((error: unknown) => error)
  }
  return { signed, gap: [contentsStart, contentsStart + contentsHexLength + 2] as const, outcome }
}

const isRefusal = (outcome: unknown): boolean => outcome instanceof PadesError || outcome instanceof PdfError
const byte = fc.integer({ min: 0, max: 255 })

test('whatever signed byte is changed, it is noticed', async () => {
  const { signed, gap, outcome } = await changing()
  await fc.assert(
    fc.asyncProperty(fc.nat(signed.length - 1), byte, async (at, value) => {
      fc.pre((at < gap[0] || at >= gap[1]) && value !== signed[at])
      const found = await outcome(at, value)
      if (!isRefusal(found)) expect(found).toMatchObject({ valid: false, indication: 'TOTAL-FAILED' })
    }),
    { numRuns: 400 },
  )
})

test('whatever byte of the signature itself is changed, it is noticed or changes nothing that is signed', async () => {
  const { signed, gap, outcome } = await changing()
  const before = (await validate(bytesSource(signed))).signedData
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: gap[0], max: gap[1] - 1 }), byte, async (at, value) => {
      fc.pre(value !== signed[at])
      const found = await outcome(at, value)
      // The issuers' certificates are carried along unsigned, and a digit may be written in either case.
      if (isRefusal(found)) return
      const report = found as SignatureReport
      if (!report.valid) return
      expect(report.signedData?.signedAttributes).toEqual(before?.signedAttributes)
      expect(report.signedData?.signature).toEqual(before?.signature)
      expect(report.signedData?.signerCertificate.der).toEqual(before?.signerCertificate.der)
      expect(report.timestamp?.genTime).toEqual(stampedAt)
    }),
    { numRuns: 300 },
  )
})
