import type { DocumentPlan } from './plans.ts'

/** One object of a made document. */
export interface MadeObject {
  readonly number: number
  /** The object without stream: a dictionary. */
  readonly dictionary: string
  readonly data?: Uint8Array
}

const kidsPerNode = 50
const imageWidth = 1280
const words = 'besluit gemeente aanvraag vergunning raad kenmerk bijlage artikel lid termijn bezwaar college'.split(' ')

/** The objects of a document in the order in which they are written: catalog, tree, font, then page by page. */
export function* objectsOf(plan: DocumentPlan): Generator<MadeObject> {
  const { pages, textBytes, imageBytes } = plan
  const perPage = imageBytes > 0 ? 3 : 2
  const nodes = Math.ceil(pages / kidsPerNode)
  const firstNode = 5
  const firstPage = firstNode + nodes
  const pageNumber = (page: number) => firstPage + page * perPage
  const range = (from: number, count: number, number: (at: number) => number) =>
    Array.from({ length: count }, (_, index) => `${number(from + index)} 0 R`).join(' ')

  yield { number: 1, dictionary: '<</Type/Catalog/Pages 2 0 R>>' }
  yield {
    number: 2,
    dictionary: `<</Type/Pages/Count ${pages}/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Kids[${range(0, nodes, (at) => firstNode + at)}]>>`,
  }
  yield { number: 3, dictionary: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>' }
  yield { number: 4, dictionary: '<</Title(TEST document to measure with)>>' }
  for (let node = 0; node < nodes; node += 1) {
    const from = node * kidsPerNode
    const count = Math.min(kidsPerNode, pages - from)
    yield {
      number: firstNode + node,
      dictionary: `<</Type/Pages/Parent 2 0 R/Count ${count}/Kids[${range(from, count, pageNumber)}]>>`,
    }
  }
  for (let page = 0; page < pages; page += 1) {
    const number = pageNumber(page)
    const own = imageBytes > 0 ? `/Resources<</Font<</F1 3 0 R>>/XObject<</Scan ${number + 2} 0 R>>>>` : ''
    const parent = firstNode + Math.floor(page / kidsPerNode)
    yield { number, dictionary: `<</Type/Page/Parent ${parent} 0 R/Contents ${number + 1} 0 R${own}>>` }
    yield { number: number + 1, dictionary: '', data: pageContent(page, textBytes, imageBytes > 0) }
    if (imageBytes > 0) yield { number: number + 2, dictionary: scanDictionary(imageBytes), data: scan(imageBytes) }
  }
}

function pageContent(page: number, textBytes: number, hasScan: boolean): Uint8Array {
  const lines = [`q ${hasScan ? '595 0 0 842 0 0 cm /Scan Do ' : ''}Q BT /F1 9 Tf 12 TL 40 800 Td`]
  let length = lines[0]?.length ?? 0
  for (let line = 0; length < textBytes - 8; line += 1) {
    const text = Array.from(
      { length: 6 },
      (_, index) => words[(page * 7 + line * 5 + index * index) % words.length],
    ).join(' ')
    const shown = `(${page}.${line} ${text}) '`.slice(0, Math.max(8, textBytes - length))
    lines.push(shown.endsWith("'") ? shown : `${shown.slice(0, -3)}) '`)
    length += (lines.at(-1)?.length ?? 0) + 1
  }
  return Buffer.from(`${lines.join('\n')}\nET`, 'latin1')
}

function scanDictionary(imageBytes: number): string {
  const size = `/Width ${imageWidth}/Height ${imageBytes / imageWidth}`
  return `/Type/XObject/Subtype/Image${size}/ColorSpace/DeviceGray/BitsPerComponent 8`
}

let grey: Uint8Array = new Uint8Array(0)

/** A scan of no picture: grey that does not compress. The same bytes on every page. */
function scan(length: number): Uint8Array {
  if (grey.length === length) return grey
  let state = 1
  grey = new Uint8Array(length).map(() => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 24
  })
  return grey
}
