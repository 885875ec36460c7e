import { crc32, deflateSync } from 'node:zlib'

/** A chunk with its length and checksum (ISO/IEC 15948 5.3). */
export const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, checksum])
}

/** What is not given is that of an RGB image of two pixels. */
export interface Png {
  readonly width?: number
  readonly height?: number
  readonly bitDepth?: number
  readonly colourType?: number
  readonly interlace?: number
  /** Each with its filter in front. */
  readonly rows?: readonly (readonly number[])[]
  readonly chunks?: readonly Buffer[]
}

export const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')

/** A PNG made by hand, so that anything may be wrong with it. */
export const makePng = ({
  width = 2,
  height = 1,
  bitDepth = 8,
  colourType = 2,
  interlace = 0,
  rows = [],
  chunks = [],
}: Png) => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([bitDepth, colourType, 0, 0, interlace], 8)
  const data = deflateSync(Buffer.from(rows.flat()))
  const parts = [chunk('IHDR', header), ...chunks, chunk('IDAT', data.subarray(0, 5)), chunk('IDAT', data.subarray(5))]
  return Buffer.concat([signature, ...parts, chunk('IEND', Buffer.alloc(0))])
}
