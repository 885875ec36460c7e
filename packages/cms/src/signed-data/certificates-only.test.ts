import { expect, test } from '@jest/globals'
import { der, oids, toPem } from '@waarmerk/pki'
import fc from 'fast-check'
import { issue, replaceAt } from '../../test/certificates.ts'
import { hasOpenssl, withOpenssl } from '../../test/openssl.ts'
import { CmsError, type CmsErrorCode } from '../cms-error.ts'
import { readCertificatesOnly } from './certificates-only.ts'

const opensslTest = hasOpenssl ? test : test.skip
const certificates = ['CA', 'Root'].map((name) => issue({ name }).certificate.der)
const bag = der.sequence(
  der.objectIdentifier(oids.signedData),
  der.explicit(
    0,
    der.sequence(
      der.integer(1),
      der.setOf(),
      der.sequence(der.objectIdentifier(oids.data)),
      der.implicit(0, der.setOf(...certificates)),
      der.setOf(),
    ),
  ),
)
const sorted = certificates.toSorted(Buffer.compare)

test('the certificates of a bag are given', async () => {
  expect((await readCertificatesOnly(bag)).map((one) => one.der)).toEqual(sorted)
})

opensslTest('a bag that openssl made is read', async () => {
  const made = withOpenssl(({ run, write, read }) => {
    write('certificates', certificates.map(toPem).join(''))
    run('crl2pkcs7', '-nocrl', '-certfile', 'certificates', '-outform', 'DER', '-out', 'bag')
    return read('bag')
  })
  expect((await readCertificatesOnly(made)).map((one) => one.der).toSorted(Buffer.compare)).toEqual(sorted)
})

const content = [1, 0]
test.each<[string, CmsErrorCode, Uint8Array]>([
  ['nothing', 'ERR_CMS_MALFORMED', new Uint8Array()],
  ['a certificate', 'ERR_CMS_MALFORMED', certificates[0] ?? bag],
  ['cut short', 'ERR_CMS_MALFORMED', bag.subarray(0, -1)],
  ['more than 256 KiB', 'ERR_CMS_TOO_LARGE', der.octetString(new Uint8Array(256 * 1024))],
  ['not SignedData', 'ERR_CMS_CONTENT_TYPE', replaceAt(bag, [0], () => der.objectIdentifier(oids.data))],
  ['signed', 'ERR_CMS_SIGNER_COUNT', replaceAt(bag, [...content, 4], () => der.setOf(der.sequence()))],
  ['with a certificate that is none', 'ERR_CMS_MALFORMED', replaceAt(bag, [...content, 3, 0], () => der.sequence())],
])('a bag is refused: %s', async (_what, code, bytes) => {
  await expect(readCertificatesOnly(bytes)).rejects.toMatchObject({ code, kind: 'caller' })
})

test('a changed byte is refused by code or read, never a crash', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(bag.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const changed = bag.slice()
      changed[at] = (changed[at] ?? 0) ^ flip
      const outcome = await readCertificatesOnly(changed).catch((error: unknown) => error)
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(CmsError)
    }),
    { numRuns: 500 },
  )
})
