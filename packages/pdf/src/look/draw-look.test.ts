import { inflateSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import { textOf } from '../../test/make-pdf.ts'
import { makePng } from '../../test/make-png.ts'
import { drawLook, type LookToDraw } from './draw-look.ts'
import type { Look } from './look.ts'

const names = ['Łukasz Wójcik', 'Šárka Dvořáková', 'Fatima Ṭāhirah Ḥusaynī van der Groenewoud-Bāqirābādī']
const draw = (input: Partial<LookToDraw> = {}) => drawLook({ width: 200, height: 60, lines: names, ...input })
const codeOfDrawing = (input: Partial<LookToDraw>) =>
  draw(input).then(
    () => 'no error',
    (error: { code: string }) => error.code,
  )

const formOf = async (input: Partial<LookToDraw> = {}) => {
  const { objects } = await draw(input)
  return dictionariesOf(objects.slice(0, 1))
}

const dictionariesOf = (objects: Look['objects']): string =>
  objects
    .flatMap(({ parts }) => parts)
    .map((part) => (typeof part === 'number' ? `${part} 0 R` : textOf('string' in part ? part.string : part)))
    .join('')

const contentOf = async (input: Partial<LookToDraw> = {}) => {
  const { objects } = await draw(input)
  return inflateSync(objects[0]?.data ?? new Uint8Array(0)).toString('latin1')
}

test('the same text gives the same bytes, at any time', async () => {
  const [first, second] = [await draw(), await draw()]
  expect(first.sha256).toEqual(second.sha256)
  expect(first.objects).toEqual(second.objects)
})

test('the font is an embedded subset with a six-letter tag, of a few kilobytes', async () => {
  const { objects } = await draw()
  const all = dictionariesOf(objects)
  expect(all).toMatch(/\/BaseFont\/[A-Z]{6}\+NotoSans-Regular/)
  expect(all).toContain('/FontFile2')
  expect(all).toContain('/ToUnicode')
  expect(all).toContain('/CIDSet')
  expect(objects.reduce((sum, { data }) => sum + (data?.length ?? 0), all.length)).toBeLessThan(20_000)
})

test('every baseline lies inside the box, for long names in small boxes too', async () => {
  for (const [width, height] of [
    [200, 60],
    [90, 40],
    [40, 200],
  ] as const) {
    const content = await contentOf({ width, height })
    const baselines = [...content.matchAll(/1 0 0 1 ([\d.]+) ([\d.]+) Tm/g)].map((match) => [
      Number(match[1]),
      Number(match[2]),
    ])
    expect(baselines.length).toBeGreaterThanOrEqual(3)
    for (const [x, y] of baselines) {
      expect(x).toBe(3)
      expect(y).toBeGreaterThan(3)
      expect(y).toBeLessThan(height - 3)
    }
  }
})

test.each<[90 | 180 | 270 | 0, string, string]>([
  [0, '[0 0 200 60]', '[1 0 0 1 0 0]'],
  [90, '[0 0 60 200]', '[0 1 -1 0 200 0]'],
  [180, '[0 0 200 60]', '[-1 0 0 -1 200 60]'],
  [270, '[0 0 60 200]', '[0 -1 1 0 0 60]'],
])('on a page turned by %p degrees the text is turned back', async (rotate, box, matrix) => {
  expect(await formOf({ rotate })).toContain(`/BBox${box}/Matrix${matrix}`)
})

test('colours are calibrated, whatever the file', async () => {
  const form = await formOf()
  expect(form).toContain('/ColorSpace<</G[/CalGray<<')
  expect(await contentOf()).not.toMatch(/ (rg|RG|g|G|k|K)\n/)
})

const image = { bytes: makePng({ width: 2, height: 1, colourType: 6, rows: [[0, 9, 9, 9, 0, 9, 9, 9, 255]] }) }
const imageAt = async (input: Partial<LookToDraw>) => /q (.*) cm \/I Do Q/.exec(await contentOf(input))?.[1]
const textAt = async (input: Partial<LookToDraw>) => /1 0 0 1 ([\d.]+) /.exec(await contentOf(input))?.[1]

test('an image keeps its proportions, beside the text, behind it, or alone', async () => {
  // 194 by 54 within the padding, of which an image beside text gets 35 %.
  expect([await imageAt({ image }), await textAt({ image })]).toEqual(['67.9 0 0 33.95 3 13.025', '73.9'])
  const right = { image: { ...image, place: 'right' } } as const
  expect([await imageAt(right), await textAt(right)]).toEqual(['67.9 0 0 33.95 129.1 13.025', '3'])
  const behind = { image: { ...image, place: 'behind' } } as const
  expect([await imageAt(behind), await textAt(behind)]).toEqual(['108 0 0 54 46 3', '3'])
  const alone = { image, lines: ['', ' '] }
  expect([await imageAt(alone), await textAt(alone)]).toEqual(['108 0 0 54 46 3', undefined])
  expect(await formOf(alone)).not.toContain('/Font')
})

test('an image with alpha makes a look transparent, unless it must be opaque', async () => {
  const [transparent, opaque] = [await draw({ image }), await draw({ image, opaque: true })]
  expect([transparent.transparent, opaque.transparent]).toEqual([true, false])
  expect(dictionariesOf(transparent.objects)).toContain('/SMask')
  expect(dictionariesOf(opaque.objects)).not.toContain('/SMask')
})

test.each<[string, Partial<LookToDraw>, string]>([
  ['an image that is none', { image: { bytes: Buffer.from('GIF89a') } }, 'ERR_PDF_LOOK_IMAGE_UNSUPPORTED'],
  ['a box in which nothing fits', { width: 10, height: 8 }, 'ERR_PDF_LOOK_TOO_SMALL'],
  ['a character without glyph', { lines: ['山田'] }, 'ERR_PDF_LOOK_GLYPH_MISSING'],
  ['letters that must be shaped', { lines: ['हिन्दी'] }, 'ERR_PDF_LOOK_GLYPH_MISSING'],
  ['more text than any field holds', { lines: ['a'.repeat(4097)] }, 'ERR_PDF_LOOK_TOO_SMALL'],
  ['no width', { width: 0 }, 'ERR_PDF_RECT_INVALID'],
  ['a height that is no number', { height: Number.NaN }, 'ERR_PDF_RECT_INVALID'],
])('%s is refused', async (_, input, code) => {
  expect(await codeOfDrawing(input)).toBe(code)
})

test('letters and their accents may come apart: they are joined first', async () => {
  expect((await draw({ lines: ['S\u030ca\u0301rka'] })).sha256).toEqual((await draw({ lines: ['Šárka'] })).sha256)
})
