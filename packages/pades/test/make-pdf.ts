import { appendSignatureFields, bytesSource, concatSources, openPdf, type RandomAccess } from '@waarmerk/pdf'

/** Bodies of objects by number. */
export type Objects = Readonly<Record<number, string>>

/** The smallest document: one page and nothing on it. */
export const onePage: Objects = {
  1: '<</Type/Catalog/Pages 2 0 R>>',
  2: '<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>',
  3: '<</Type/Page/Parent 2 0 R>>',
}

/** A PDF 2.0 file with a cross-reference table. */
export const makePdf = (objects: Objects): RandomAccess => {
  const numbers = Object.keys(objects).map(Number)
  let body = '%PDF-2.0\n'
  const rows = ['0000000000 65535 f \n']
  for (const number of numbers) {
    rows[number] = `${String(body.length).padStart(10, '0')} 00000 n \n`
    body += `${number} 0 obj\n${objects[number]}\nendobj\n`
  }
  const table = Array.from(rows, (row) => row ?? '0000000000 00000 f \n').join('')
  const trailer = `trailer\n<</Size ${rows.length}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`
  return bytesSource(Buffer.from(`${body}xref\n0 ${rows.length}\n${table}${trailer}`, 'latin1'))
}

/** The file with an empty signature field. */
export const withField = (base: RandomAccess, name = 'een'): RandomAccess =>
  concatSources([base, bytesSource(appendSignatureFields(openPdf(base), [{ name }]))])

/** All bytes of a source, as a copy. */
export const bytesOf = (source: RandomAccess): Uint8Array => Uint8Array.from(source.read(0, source.size))

/** The code of the error that `act` throws, or what else happens. */
export const codeOf = async (act: () => unknown): Promise<unknown> => {
  try {
    await act()
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
  return 'no error'
}
