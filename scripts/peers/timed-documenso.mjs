import { readFile, writeFile } from 'node:fs/promises'
import { signWithP12 } from '@documenso/pdf-sign'
import { plainAddPlaceholder } from '@signpdf/placeholder-plain'
import { timed } from './timed.mjs'

// It has no placeholder of its own; its CMS is what is measured.
const gap = /\/ByteRange \[0 (\/\*+|\d+) (\/\*+|\d+) (\/\*+|\d+)\s*\]/

await timed(async ({ input, output, keys }) => {
  const cert = await readFile(`${keys}/signer-old.p12`)
  const subFilter = 'ETSI.CAdES.detached'
  const about = { reason: 'bench', contactInfo: 'bench', name: 'bench', location: 'bench', subFilter }
  const pdf = plainAddPlaceholder({ pdfBuffer: await readFile(input), ...about })
  const at = pdf.lastIndexOf('/ByteRange [')
  const rangeEnd = pdf.indexOf(']', at) + 1
  const start = pdf.indexOf('/Contents <', rangeEnd) + '/Contents '.length
  const end = pdf.indexOf('>', start) + 1
  if (at < 0 || start <= rangeEnd || !gap.test(pdf.toString('latin1', at, rangeEnd))) throw new Error('no placeholder')
  const byteRange = `/ByteRange [0 ${start} ${end} ${pdf.length - end}]`
  pdf.write(byteRange.padEnd(rangeEnd - at), at, 'latin1')
  const content = Buffer.concat([pdf.subarray(0, start), pdf.subarray(end)])
  const signature = signWithP12({ content, cert, password: 'waarmerk' })
  pdf.write(signature.toString('hex').padEnd(end - start - 2, '0'), start + 1, 'latin1')
  await writeFile(output, pdf)
})
