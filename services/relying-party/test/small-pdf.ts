/** A PDF of two pages with a line of text on each, written by hand (ISO 32000-1 §7.5). */
export const smallPdf = (text: string): Uint8Array => {
  const shown = text.replaceAll(/[^\x20-\x7e]/g, '?').replaceAll(/[()\\]/g, '')
  const contents = (page: number) => `BT /F1 18 Tf 60 760 Td (${shown}) Tj 0 -40 Td (Bladzijde ${page}) Tj ET`
  const stream = (data: string) => `<< /Length ${data.length} >>\nstream\n${data}\nendstream`
  const page = (content: number) =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents ${content} 0 R >>`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (nl) >>',
    '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
    page(6),
    page(7),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    stream(contents(1)),
    stream(contents(2)),
  ]
  let file = '%PDF-1.7\n'
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const start = file.length
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return new Uint8Array(Buffer.from(file, 'latin1'))
}
