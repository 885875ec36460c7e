import { P12Signer, PDF } from '@libpdf/core'
import { answerLines } from './answer-lines.mjs'

answerLines(async ({ pdf, p12, passphrase, password }) => {
  const document = await PDF.load(pdf, password === undefined ? {} : { credentials: password })
  const signer = await P12Signer.create(p12, passphrase)
  const { bytes } = await document.sign({ signer, level: 'B-B', fieldName: 'CorpusRun' })
  return bytes
})
