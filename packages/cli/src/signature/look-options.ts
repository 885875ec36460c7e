import {
  allowsTransparency,
  formFields,
  type Look,
  type NewSignatureField,
  type PdfDocument,
  pageBox,
  type SignatureFieldView,
  signatureFields,
} from '@waarmerk/pdf'
import { CliError } from '../cli-error.ts'
import { readBounded } from '../files/read-bounded.ts'
import { oneOf, rectangle, wholeNumber } from '../option-values.ts'
import type { GivenOptions, OptionTable } from '../options.ts'
import { type Language, languages } from './language.ts'
import { type Signed, signedBy, statementLines } from './signature-lines.ts'

/** Where the signature stands, and what it shows there. */
export const lookOptions = {
  field: { value: 'NAME', help: 'signature field: an empty one of the document, else a new one of this name' },
  page: { value: 'NUMBER', help: 'page of a new field (1, or unseen that of an earlier signature)' },
  box: { value: 'X,Y,WIDTH,HEIGHT', help: 'makes a new field visible: points from the lower left corner' },
  image: { value: 'FILE', help: 'a PNG or JPEG to show beside the text' },
  text: { value: 'TEXT', many: true, help: 'a line to show, instead of name, reason and date' },
  lang: { value: 'LANGUAGE', help: 'of what is shown: nl (default) or en' },
} as const satisfies OptionTable

/** What {@link lookOptions} say, before the document is looked at. */
export interface WantedPlace {
  readonly field: string | undefined
  readonly page: number | undefined
  readonly rect: Rect | undefined
  readonly lines: readonly string[]
  readonly image: Uint8Array | undefined
  readonly language: Language
}

/** Where a signature goes, as the engine wants it. */
export interface Place {
  readonly field: string
  readonly newField?: NewSignatureField
  readonly look?: Look
}

type Rect = readonly [number, number, number, number]

const mostPages = 999_999_999
const mostImageBytes = 2 * 1024 * 1024

/** @throws CliError `ERR_CLI_USAGE` · `ERR_CLI_FILE_UNREADABLE` · `ERR_CLI_FILE_TOO_LARGE` */
export const readPlace = (given: GivenOptions<keyof typeof lookOptions>): WantedPlace => {
  const [page, box, image] = [given.text('page'), given.text('box'), given.file('image')]
  return {
    field: given.text('field'),
    page: page === undefined ? undefined : wholeNumber(page, 'page', [1, mostPages]),
    rect: box === undefined ? undefined : rectangle(box, 'box'),
    lines: given.texts('text'),
    image: image && readBounded(image, mostImageBytes),
    language: oneOf(given.text('lang') ?? 'nl', 'lang', Object.keys(languages) as Language[]),
  }
}

/**
 * Finds the field of the document, or says how a new one is to be made, and draws what a visible one shows.
 *
 * @throws CliError `ERR_CLI_USAGE`; PdfError when the document cannot be read or the look cannot be drawn
 */
export const findPlace = async (doc: PdfDocument, wanted: WantedPlace, signed: Signed): Promise<Place> => {
  const field = wanted.field ?? freeName(doc, languages[wanted.language].field)
  const existing = signatureFields(doc).find(({ name }) => name === field)
  const { page = 1, rect } = existing === undefined ? wanted : placeOf(existing, wanted)
  if (rect === undefined && wanted.lines.length > 0) throw usage('--text is for a visible field: see --box')
  if (rect === undefined && wanted.image !== undefined) throw usage('--image is for a visible field: see --box')
  const lines = wanted.lines.length > 0 ? wanted.lines : statementLines(signed, wanted.language)
  const look = rect && (await draw(doc, { rect, page, lines, image: wanted.image }))
  const newField = {
    name: field,
    label: signedBy(signed, wanted.language),
    ...(wanted.page !== undefined && { page: wanted.page }),
    ...(rect && { rect }),
  }
  return { field, ...(existing === undefined && { newField }), ...(look && { look }) }
}

const placeOf = ({ name, page = 1, rect }: SignatureFieldView, wanted: WantedPlace) => {
  if (wanted.rect ?? wanted.page) throw usage(`--page and --box are for a new field: ${name} has its place`)
  const visible = rect !== undefined && rect[2] > rect[0] && rect[3] > rect[1]
  return { page, rect: visible ? rect : undefined }
}

interface Drawing {
  readonly rect: Rect
  readonly page: number
  readonly lines: readonly string[]
  readonly image: Uint8Array | undefined
}

// Loaded only when something is to be drawn.
const draw = async (doc: PdfDocument, { rect, page, lines, image }: Drawing): Promise<Look> => {
  const { drawLook } = await import('./draw-look.ts')
  return drawLook({
    width: rect[2] - rect[0],
    height: rect[3] - rect[1],
    rotate: pageBox(doc, page).rotate,
    lines,
    ...(image && { image: { bytes: image }, opaque: !allowsTransparency(doc) }),
  })
}

const usage = (message: string): CliError => new CliError('ERR_CLI_USAGE', message)

/** The first of `Name1`, `Name2` … that no field of the document has. */
const freeName = (doc: PdfDocument, stem: string): string => {
  const taken = new Set(formFields(doc).map(({ name }) => name))
  for (let number = 1; ; number += 1) {
    if (!taken.has(`${stem}${number}`)) return `${stem}${number}`
  }
}
