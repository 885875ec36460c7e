import { makePdf, onePage, textOf } from './make-pdf.ts'

/** Text of a file with an object before its table, and an offset of object 3, the page, that is wrong. */
export const misplacedAfter = (object: string): string =>
  textOf(makePdf(onePage))
    .replace('xref\n0 4', `${object}xref\n0 4`)
    .replace(/\d( 00000 n \ntrailer)/, '0$1')
    .replace(/startxref\n(\d+)/, (_, at) => `startxref\n${Number(at) + object.length}`)
