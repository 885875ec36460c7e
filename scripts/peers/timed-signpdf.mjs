import { readFile, writeFile } from 'node:fs/promises'
import { plainAddPlaceholder } from '@signpdf/placeholder-plain'
import { P12Signer } from '@signpdf/signer-p12'
import { SignPdf } from '@signpdf/signpdf'
import { timed } from './timed.mjs'

await timed(async ({ input, output, keys }) => {
  const p12 = await readFile(`${keys}/signer.p12`)
  const subFilter = 'ETSI.CAdES.detached'
  const about = { reason: 'bench', contactInfo: 'bench', name: 'bench', location: 'bench', subFilter }
  const pdfBuffer = plainAddPlaceholder({ pdfBuffer: await readFile(input), ...about })
  // A new signer each time: the second use of one fails ("Too few bytes to parse DER").
  const signer = new P12Signer(p12, { passphrase: 'waarmerk' })
  await writeFile(output, await new SignPdf().sign(pdfBuffer, signer))
})
