import { expect, test } from '@jest/globals'
import { bytesSource, openPdf } from '@waarmerk/pdf'
import { smallPdf } from '../../test/small-pdf.ts'
import { signatureFieldOf } from './field-place.ts'

const page = (mediaBox: string, rotate: number) => {
  const file = Buffer.from(smallPdf('x')).toString('latin1')
  // The same length, so that every offset stays right.
  const box = `/MediaBox [${mediaBox}]`.padEnd('/MediaBox [0 0 595 842]'.length)
  const turned = file
    .replace('/MediaBox [0 0 595 842]', box)
    .replace('/Contents 4 0 R', `/Rotate ${rotate}`.padEnd('/Contents 4 0 R'.length))
  return openPdf(bytesSource(new Uint8Array(Buffer.from(turned, 'latin1'))))
}

test.each([
  [0, [36, 18, 336, 46]],
  [90, [549, 36, 577, 336]],
  [180, [259, 796, 559, 824]],
  [270, [18, 506, 46, 806]],
])('on a page turned by %i degrees the strip is where a reader sees the lower left', (rotate, rect) => {
  expect(signatureFieldOf(page('0 0 595 842', rotate), 'a', 0).rect).toEqual(rect)
})

test('a second signer’s strip is above the first’s', () => {
  const pdf = page('0 0 595 842', 0)
  expect(signatureFieldOf(pdf, 'b', 1).rect?.[1]).toBeGreaterThan(signatureFieldOf(pdf, 'a', 0).rect?.[3] ?? 0)
})

test('on a page too small for it the signature is invisible', () => {
  expect(signatureFieldOf(page('0 0 100 100', 0), 'a', 0)).toEqual({ name: 'a', page: 1, label: 'Handtekening 1' })
})
