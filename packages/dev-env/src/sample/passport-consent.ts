import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import { child, municipality, testMark } from './scenario-s1.ts'

const require = createRequire(import.meta.url)

/** Points kept free at the foot of the last page: the visible signature is drawn there. */
const foot = 60
const margin = 64
const ink = '#1b1b1b'
/** Fixed, so that the same bytes come out every day. */
const created = new Date('2026-01-05T09:00:00Z')

const title = 'Toestemming paspoort voor uw kind'
const introduction =
  'Een kind jonger dan 18 jaar krijgt alleen een paspoort als iedereen met gezag daarvoor toestemming geeft. ' +
  'Met dit document geeft u die toestemming.'
const facts: readonly (readonly [string, string])[] = [
  ['Naam van het kind', child.name],
  ['Geboren', child.born],
  ['Aanvraag', 'Nederlands paspoort'],
  ['Gemeente', municipality],
]
const meanings = [
  'U hebt het gezag over dit kind.',
  'U vindt het goed dat er een paspoort wordt aangevraagd.',
  'Uw toestemming geldt drie maanden.',
]
const afterwards =
  'Verandert er iets, bijvoorbeeld in het gezag? Bel dan de gemeente. U kunt uw toestemming intrekken zolang het ' +
  'paspoort nog niet is gemaakt.'

type Writer = InstanceType<typeof PDFDocument>
type Structure = ReturnType<Writer['struct']>

/**
 * The document of scenario S1: a tagged Dutch PDF (ISO 14289-1: language, title, structure, embedded font), the
 * foot of its last page left free for the visible signature. The bytes are always the same. Fictitious and
 * marked TEST; it holds no citizen service number.
 *
 * @example
 * const pdf = await passportConsent()
 */
export async function passportConsent(): Promise<Uint8Array> {
  const fonts = await Promise.all([
    readFile(require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf')),
    readFile(require.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf')),
  ])
  const options: PDFKit.PDFDocumentOptions = {
    size: 'A4',
    margins: { top: margin, left: margin, right: margin, bottom: foot + 24 },
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: 'nl-NL',
    info: {
      Title: title,
      Author: municipality,
      Creator: 'Waarmerk',
      Producer: 'pdfkit',
      CreationDate: created,
      ModDate: created,
    },
  }
  // pdfkit knows this subset, its type declarations do not yet.
  const document = new PDFDocument(Object.assign(options, { subset: 'PDF/UA' }))
  const bytes = collect(document)
  document.registerFont('text', fonts[0]).registerFont('strong', fonts[1])
  write(document)
  document.end()
  return bytes
}

function write(document: Writer): void {
  const { width } = document.page
  document.markContent('Artifact', { type: 'Pagination', bbox: [0, 0, width, margin], attached: ['Top'] })
  document.font('strong').fontSize(9).fillColor(ink).text(testMark, margin, 32)
  document.endMarkedContent()
  const root = document.struct('Document')
  document.addStructure(root)
  const block = (tag: string, draw: () => void) => root.add(document.struct(tag, {}, draw))
  const paragraph = (text: string) => block('P', () => void document.font('text').fontSize(11).text(text).moveDown(0.8))
  const heading = (text: string) =>
    block('H2', () => void document.font('strong').fontSize(13).text(text).moveDown(0.3))

  block(
    'H1',
    () =>
      void document
        .font('strong')
        .fontSize(20)
        .text(title, margin, margin + 8)
        .moveDown(0.6),
  )
  paragraph(introduction)
  heading('Over welk kind gaat het?')
  root.add(factTable(document))
  document.moveDown(0.8)
  heading('Wat betekent ondertekenen?')
  root.add(meaningList(document))
  document.moveDown(0.8)
  heading('Wat gebeurt er daarna?')
  paragraph(afterwards)
  root.end()
}

function factTable(document: Writer): Structure {
  const rows = facts.map(([label, value]) => {
    const head = document.struct(
      'TH',
      {},
      () => void document.font('strong').fontSize(11).text(`${label}: `, { continued: true }),
    )
    const cell = document.struct('TD', {}, () => void document.font('text').text(value).moveDown(0.2))
    return document.struct('TR', {}, [head, cell])
  })
  return document.struct('Table', {}, rows)
}

function meaningList(document: Writer): Structure {
  const items = meanings.map((meaning) => {
    const bullet = document.struct(
      'Lbl',
      {},
      () => void document.font('text').fontSize(11).text('• ', { continued: true }),
    )
    const body = document.struct('LBody', {}, () => void document.text(meaning).moveDown(0.2))
    return document.struct('LI', {}, [bullet, body])
  })
  return document.struct('L', {}, items)
}

function collect(document: Writer): Promise<Uint8Array> {
  const parts: Buffer[] = []
  return new Promise((resolve, reject) => {
    document.on('data', (part: Buffer) => parts.push(part))
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))))
    document.on('error', reject)
  })
}
