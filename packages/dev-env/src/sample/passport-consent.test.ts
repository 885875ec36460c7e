import { expect, test } from '@jest/globals'
import { passportConsent } from './passport-consent.ts'

const pdf = Buffer.from(await passportConsent()).toString('latin1')

test('the sample document is the same, byte for byte, every time', async () => {
  expect(Buffer.from(await passportConsent()).toString('latin1')).toBe(pdf)
})

test('the sample document is tagged, says its language and its title, and embeds its fonts (ISO 14289-1)', () => {
  expect(pdf).toMatch(/^%PDF-1\.7/)
  expect(pdf).toMatch(/\/MarkInfo/)
  expect(pdf).toMatch(/\/StructTreeRoot/)
  expect(pdf).toMatch(/\/Lang \(nl-NL\)/)
  expect(pdf).toMatch(/\/DisplayDocTitle true/)
  expect(pdf).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/)
  expect(pdf.match(/\/FontFile2/g)).toHaveLength(2)
})
