import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { pdflibAddPlaceholder } from '@signpdf/placeholder-pdf-lib'
import { P12Signer } from '@signpdf/signer-p12'
import { SignPdf } from '@signpdf/signpdf'
import { timed } from './timed.mjs'

// The build that placeholder-pdf-lib takes, too: it does not know the objects of the other one.
const { PDFDocument } = createRequire(import.meta.url)('pdf-lib')

await timed(async ({ input, output, keys }) => {
  const p12 = await readFile(`${keys}/signer.p12`)
  const pdfDoc = await PDFDocument.load(await readFile(input), { forIncrementalUpdate: true })
  const subFilter = 'ETSI.CAdES.detached'
  pdflibAddPlaceholder({ pdfDoc, reason: 'bench', contactInfo: 'bench', name: 'bench', location: 'bench', subFilter })
  const pdfBuffer = Buffer.from(await pdfDoc.commit())
  const signer = new P12Signer(p12, { passphrase: 'waarmerk' })
  await writeFile(output, await new SignPdf().sign(pdfBuffer, signer))
})
