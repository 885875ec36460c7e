import type { Random } from '../random.ts'
import { changeBytes, joined, type Mutation, truncate } from './bytes.ts'
import { atAnyPlace, places } from './pdf-text.ts'

/** Of a cross-reference table; no digit may stand before it, as thousands do in a placeholder. */
const tableRow = /(?<!\d)\d{10} \d{5} [nf]/g

/** A row of a cross-reference table points elsewhere, or says another thing of its object. */
export const changeTableRow: Mutation = atAnyPlace(
  'changeTableRow',
  tableRow,
  changeBytes,
  ({ text }, bytes, random) => {
    const other = random.pick(places(bytes, tableRow)).text
    const anywhere = String(random.below(bytes.length + 10)).padStart(10, '0')
    return random.pick([other, anywhere + text.slice(10), text.replace(/[nf]$/, (kind) => (kind === 'n' ? 'f' : 'n'))])
  },
)

/** The header of a subsection, /Prev, /XRefStm, /Size or startxref lies. */
export const changeReadingOrder: Mutation = atAnyPlace(
  'changeReadingOrder',
  /startxref\s+\d+|xref\s+\d+ \d+|\/(?:Prev|XRefStm|Size|Index|W)\s*\[?\s*\d+/g,
  truncate,
  ({ text }, bytes, random) => text.replace(/\d+$/, String(otherPosition(bytes, random))),
)

function otherPosition(bytes: Uint8Array, random: Random): number {
  const known = places(bytes, /xref|(?<!\d)\d{1,10} \d{1,5} obj|trailer/g)
  if (known.length > 0 && !random.oneIn(3)) return random.pick(known).start
  return random.pick([0, random.below(bytes.length), bytes.length, bytes.length + 1, 9_999_999_999])
}

/** A revision is appended whose cross-reference leads back, round in a circle, or nowhere. */
export const appendRevision: Mutation = (bytes, random) => {
  const previous = otherPosition(bytes, random)
  const number = random.below(40)
  const body = `\n${number} 0 obj\n${random.pick(['<</Type/Catalog>>', '[]', 'null', '<</Kids[1 0 R]>>'])}\nendobj\n`
  const start = bytes.length + body.length
  const row = `${String(bytes.length + 1).padStart(10, '0')} 00000 n \n`
  const prev = random.pick([previous, start, start - 1])
  const hybrid = random.oneIn(3) ? `/XRefStm ${otherPosition(bytes, random)}` : ''
  const trailer = `trailer\n<</Size ${random.pick([number + 1, 1, 500])}/Root 1 0 R/Prev ${prev}${hybrid}>>`
  const text = `${body}xref\n${number} 1\n${row}${trailer}\nstartxref\n${start}\n%%EOF\n`
  return joined(bytes, Buffer.from(text, 'latin1'))
}

/** The trailer says that the file is encrypted, in a way that may be right, wrong or nonsense. */
export const addEncryption: Mutation = atAnyPlace(
  'addEncryption',
  /trailer\s*<<|\/Type\s*\/XRef/g,
  changeBytes,
  ({ text }, _bytes, random) => {
    const hex = (length: number) =>
      `<${Array.from({ length }, () => random.below(256).toString(16).padStart(2, '0')).join('')}>`
    const V = random.pick([0, 1, 2, 3, 4, 5, 6])
    const R = random.pick([2, 3, 4, 5, 6, 7])
    const size = random.pick([32, 48, 127, 0])
    const method = random.pick(['/V2', '/AESV2', '/AESV3', '/None', '/Identity'])
    const filter = `/CF<</StdCF<</CFM${method}/AuthEvent/DocOpen/Length ${random.pick([5, 16, 32])}>>>>/StmF/StdCF/StrF/StdCF`
    const dictionary =
      `<</Filter${random.pick(['/Standard', '/Adobe.PubSec'])}/V ${V}/R ${R}/Length ${random.pick([40, 128, 256, 7, -8])}` +
      `/O ${hex(size)}/U ${hex(size)}/OE ${hex(32)}/UE ${hex(32)}/Perms ${hex(16)}/P ${random.pick([-4, -1, 0, 4294967292])}${filter}>>`
    return `${text}/Encrypt ${dictionary}${random.oneIn(2) ? '' : `/ID[${hex(16)}${hex(16)}]`}`
  },
)
