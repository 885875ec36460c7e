import { expect, test } from '@jest/globals'
import { issue } from '../../test/certificates.ts'
import { parsePem, toPem } from './pem.ts'

const [a, b] = [issue({ name: 'a' }).certificate, issue({ name: 'b' }).certificate]
const key = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'

test('certificates are found between other blocks and text, in their order', () => {
  const text = `subject=a\r\n${toPem(a.der)}${key}\n${toPem(b.der).replaceAll('\n', '\r\n')}`
  expect(parsePem(text).map(({ subject }) => subject)).toEqual(['CN=a', 'CN=b'])
})

test.each([
  ['no certificate', key],
  ['a block without its end', toPem(a.der).slice(0, -20)],
  ['characters that are not base64', toPem(a.der).replace('MII', 'M*I')],
  ['base64 cut short', toPem(a.der).replace(/.\n-----END/, '\n-----END')],
  ['more than 4 MiB', ' '.repeat(4_194_305)],
])('a PEM text is refused: %s', (_what, text) => {
  expect(() => parsePem(text)).toThrow(expect.objectContaining({ code: 'ERR_PKI_PEM_INVALID' }))
})
