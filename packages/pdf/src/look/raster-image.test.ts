import { inflateSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { codeOf, textOf } from '../../test/make-pdf.ts'
import { chunk, type Png, makePng as png, signature } from '../../test/make-png.ts'
import { portableObjects } from './look-node.ts'
import { rasterImage } from './raster-image.ts'

const imagesOf = (bytes: Uint8Array, opaque = false) => {
  const image = rasterImage(bytes, opaque)
  const objects = portableObjects(image.node).map(({ parts, data }) => ({
    dictionary: parts.map((part) => (part instanceof Uint8Array ? textOf(part) : String(part))).join(''),
    samples: [...inflateSync(data as Uint8Array)],
  }))
  return { image, objects }
}

const rgb = [0, 255, 0, 0, 0, 0, 255]

test.each<[string, Png, number, number[], number[] | null]>([
  ['RGB', { rows: [rgb] }, 3, [255, 0, 0, 0, 0, 255], null],
  ['RGB with the differences to the left', { rows: [[1, 255, 0, 0, 1, 0, 255]] }, 3, [255, 0, 0, 0, 0, 255], null],
  ['RGB of 16 bits', { bitDepth: 16, width: 1, rows: [[0, 255, 1, 128, 2, 0, 3]] }, 3, [255, 128, 0], null],
  [
    'RGB with a clear colour',
    { rows: [rgb], chunks: [chunk('tRNS', Buffer.of(0, 0, 0, 0, 0, 255))] },
    3,
    [255, 0, 0, 0, 0, 255],
    [255, 0],
  ],
  ['RGB with alpha', { colourType: 6, rows: [[0, 1, 2, 3, 4, 5, 6, 7, 255]] }, 3, [1, 2, 3, 5, 6, 7], [4, 255]],
  [
    'RGB with alpha that covers all',
    { colourType: 6, rows: [[0, 1, 2, 3, 255, 5, 6, 7, 255]] },
    3,
    [1, 2, 3, 5, 6, 7],
    null,
  ],
  [
    'grey of 1 bit',
    {
      colourType: 0,
      bitDepth: 1,
      width: 9,
      height: 2,
      rows: [
        [0, 0b10100000, 0x80],
        [0, 0, 0],
      ],
    },
    1,
    [255, 0, 255, 0, 0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    null,
  ],
  ['grey of 4 bits', { colourType: 0, bitDepth: 4, rows: [[0, 0x3f]] }, 1, [51, 255], null],
  ['grey with alpha', { colourType: 4, rows: [[0, 10, 0, 20, 128]] }, 1, [10, 20], [0, 128]],
  ['grey with alpha of 16 bits', { colourType: 4, bitDepth: 16, width: 1, rows: [[0, 9, 1, 7, 2]] }, 1, [9], [7]],
  [
    'a palette',
    {
      colourType: 3,
      bitDepth: 2,
      width: 3,
      rows: [[0, 0b00011000]],
      chunks: [chunk('PLTE', Buffer.of(1, 2, 3, 4, 5, 6, 7, 8, 9))],
    },
    3,
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
    null,
  ],
  [
    'a palette with alpha',
    {
      colourType: 3,
      rows: [[0, 1, 0]],
      chunks: [chunk('PLTE', Buffer.of(1, 2, 3, 4, 5, 6)), chunk('tRNS', Buffer.of(9))],
    },
    3,
    [4, 5, 6, 1, 2, 3],
    [255, 9],
  ],
])('a PNG in %s is drawn as it is', (_, file, components, samples, alpha) => {
  const { image, objects } = imagesOf(png(file))
  const [drawn, mask] = objects
  expect(drawn?.dictionary).toContain(components === 1 ? '/ColorSpace[/CalGray' : '/ColorSpace[/CalRGB')
  expect(drawn?.samples).toEqual(samples)
  expect(mask?.samples ?? null).toEqual(alpha)
  expect(image.transparent).toBe(alpha !== null)
  if (alpha !== null) expect(drawn?.dictionary).toContain('/SMask 1/Filter')
})

test('what must be opaque is put on white', () => {
  const { image, objects } = imagesOf(png({ colourType: 6, rows: [[0, 0, 0, 0, 0, 100, 200, 0, 51]] }), true)
  expect(image.transparent).toBe(false)
  expect(objects.map(({ samples }) => samples)).toEqual([[255, 255, 255, 224, 244, 204]])
})

const segment = (marker: number, data: readonly number[]) => [0xff, marker, 0, data.length + 2, ...data]
const frame = (width: number, components = 3, precision = 8) => [precision, 0, 2, 0, width, components]
const jpeg = (...segments: number[][]) =>
  Buffer.from([0xff, 0xd8, ...segments.flat(), 0xff, 0xda, 1, 2, 3, 4, 0xff, 0xd9])

test.each([
  ['baseline', 0xc0, 3, '/CalRGB'],
  ['progressive and grey', 0xc2, 1, '/CalGray'],
])('a JPEG is passed through unchanged: %s', (_, marker, components, space) => {
  const file = jpeg(segment(0xe0, [1, 2]), [0xff], segment(marker, frame(7, components)), segment(0xc4, [0]))
  const { width, height, transparent, node } = rasterImage(file, false)
  expect([width, height, transparent]).toEqual([7, 2, false])
  expect(node.parts.join('')).toContain(`/Width 7/Height 2/BitsPerComponent 8/ColorSpace[${space}`)
  expect(node.parts.join('')).toContain('/Filter/DCTDecode')
  expect(node.data).toEqual(Uint8Array.from(file))
})

const broken = (change: (bytes: Buffer) => void): Buffer => {
  const bytes = png({ rows: [rgb] })
  change(bytes)
  return bytes
}
const palette = (chunks: readonly Buffer[]) => png({ colourType: 3, rows: [[0, 1, 0]], chunks })

const invalid = 'ERR_PDF_LOOK_IMAGE_INVALID'
const unsupported = 'ERR_PDF_LOOK_IMAGE_UNSUPPORTED'
const tooLarge = 'ERR_PDF_LOOK_IMAGE_TOO_LARGE'

test.each<[string, Uint8Array, string]>([
  ['a GIF', Buffer.from('GIF89a'), unsupported],
  ['nothing', new Uint8Array(0), unsupported],
  ['too many bytes', new Uint8Array(2 * 1024 * 1024 + 1), tooLarge],
  ['a PNG of too many pixels', png({ width: 2000, height: 1001 }), tooLarge],
  ['a PNG without area', png({ width: 0 }), invalid],
  ['an interlaced PNG', png({ interlace: 1, rows: [rgb] }), unsupported],
  ['a PNG with a wrong checksum', broken((bytes) => bytes.writeUInt8(9, 17)), invalid],
  ['a PNG that is cut off', png({ rows: [rgb] }).subarray(0, -12), invalid],
  ['a PNG whose header comes late', Buffer.concat([signature, chunk('PLTE', Buffer.of(1, 2, 3))]), invalid],
  [
    'a PNG with a short header',
    Buffer.concat([signature, chunk('IHDR', Buffer.of(1)), chunk('IEND', Buffer.of())]),
    invalid,
  ],
  ['a PNG of no colour type', png({ colourType: 5 }), invalid],
  ['a PNG with an impossible depth', png({ bitDepth: 4 }), invalid],
  ['a PNG with too few rows', png({ height: 2, rows: [rgb] }), invalid],
  ['a PNG with too many rows', png({ rows: [rgb, rgb] }), invalid],
  ['a PNG with an unknown filter', png({ rows: [[5, ...rgb.slice(1)]] }), invalid],
  ['a PNG without its palette', palette([]), invalid],
  ['a PNG with a small palette', palette([chunk('PLTE', Buffer.of(1, 2, 3))]), invalid],
  ['a PNG with half a clear colour', png({ rows: [rgb], chunks: [chunk('tRNS', Buffer.of(1))] }), invalid],
  ['a JPEG without frame', jpeg(segment(0xe0, [1])), invalid],
  ['a JPEG without scan', Buffer.of(0xff, 0xd8, 0xff, 0xc4, 0, 2), invalid],
  ['a JPEG with a segment that is too long', Buffer.of(0xff, 0xd8, 0xff, 0xe0, 9, 9, 0, 0), invalid],
  ['a JPEG with bytes between its segments', jpeg([1, 2, 3, 4]), invalid],
  ['a JPEG with a short frame header', jpeg(segment(0xc0, [8, 0, 2])), invalid],
  ['a JPEG without end', jpeg(segment(0xc0, frame(7))).subarray(0, -2), invalid],
  ['a JPEG without area', jpeg(segment(0xc0, frame(0))), invalid],
  ['a JPEG in CMYK', jpeg(segment(0xc0, frame(7, 4))), unsupported],
  ['a JPEG of 12 bits', jpeg(segment(0xc1, frame(7, 3, 12))), unsupported],
  ['a lossless JPEG', jpeg(segment(0xc3, frame(7))), unsupported],
])('%s is refused', (_, bytes, code) => {
  expect(codeOf(() => rasterImage(bytes, false))).toBe(code)
})

test('bytes changed anywhere in an image end in an image or a coded refusal', () => {
  const files = [
    png({ rows: [rgb] }),
    png({ colourType: 3, rows: [[0, 0, 0]], chunks: [chunk('PLTE', Buffer.of(1, 2, 3))] }),
    jpeg(segment(0xe0, [1, 2]), segment(0xc0, frame(7))),
  ]
  const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  const changes = fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(fc.constantFrom(...files), changes, fc.boolean(), (file, edits, opaque) => {
      const bytes = Uint8Array.from(file)
      for (const [at, value] of edits) bytes[Math.floor(at * bytes.length)] = value
      expect(codeOf(() => rasterImage(bytes, opaque))).toMatch(/^(no error|ERR_PDF_LOOK_IMAGE_[A-Z_]+)$/)
    }),
    { numRuns: 500 },
  )
})
