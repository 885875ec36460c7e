import { plainAddPlaceholder } from '@signpdf/placeholder-plain'
import { P12Signer } from '@signpdf/signer-p12'
import { SignPdf } from '@signpdf/signpdf'
import { answerLines } from './answer-lines.mjs'

// Passwords are not among its options. Its default /SubFilter is the one that its signatures hold up to.
answerLines(async ({ pdf, p12, passphrase }) => {
  const prepared = plainAddPlaceholder({ pdfBuffer: pdf, reason: 'Corpus', contactInfo: '', name: '', location: '' })
  return new SignPdf().sign(prepared, new P12Signer(p12, { passphrase }))
})
