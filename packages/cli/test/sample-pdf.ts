import { closeSync, openSync, writeSync } from 'node:fs'

/** A PDF 1.7 file of one page, cut in two where the data of its stream goes. */
const parts = (streamBytes: number): { readonly head: string; readonly tail: string } => {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>',
    '<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<>>>>',
  ]
  let head = '%PDF-1.7\n'
  const rows = ['0000000000 65535 f \n']
  const begin = (): void => {
    rows.push(`${String(head.length).padStart(10, '0')} 00000 n \n`)
    head += `${rows.length - 1} 0 obj\n`
  }
  for (const object of objects) {
    begin()
    head += `${object}\nendobj\n`
  }
  begin()
  head += `<</Length ${streamBytes}>>\nstream\n`
  const end = '\nendstream\nendobj\n'
  const xref = `xref\n0 ${rows.length}\n${rows.join('')}trailer\n<</Size ${rows.length}/Root 1 0 R>>\n`
  return { head, tail: `${end}${xref}startxref\n${head.length + streamBytes + end.length}\n%%EOF\n` }
}

/** A PDF with a content stream of blanks. */
export const samplePdf = (streamBytes = 100): Buffer => {
  const { head, tail } = parts(streamBytes)
  return Buffer.from(head + ' '.repeat(streamBytes) + tail, 'latin1')
}

/** Writes a PDF with a very long content stream of zeros, which takes no room on the disk. */
export const writeSparsePdf = (path: string, streamBytes: number): void => {
  const { head, tail } = parts(streamBytes)
  const fd = openSync(path, 'wx')
  writeSync(fd, head, 0, 'latin1')
  writeSync(fd, tail, head.length + streamBytes, 'latin1')
  closeSync(fd)
}
