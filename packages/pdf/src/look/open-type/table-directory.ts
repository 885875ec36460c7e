/** A view on bytes that stay as they are. */
export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const headerBytes = 12
const recordBytes = 16

/** The tables of a font file by tag (OpenType 1.9, "Table directory"). The file is ours: it is not checked. */
export const readTables = (file: Uint8Array): ReadonlyMap<string, Uint8Array> => {
  const view = viewOf(file)
  const tables = new Map<string, Uint8Array>()
  for (let index = 0; index < view.getUint16(4); index += 1) {
    const record = headerBytes + index * recordBytes
    const start = view.getUint32(record + 8)
    tables.set(
      Buffer.from(file.subarray(record, record + 4)).toString('latin1'),
      file.subarray(start, start + view.getUint32(record + 12)),
    )
  }
  return tables
}

/** A font file of these tables, with its checksums. */
export const writeTables = (tables: Readonly<Record<string, Uint8Array>>): Uint8Array => {
  const names = Object.keys(tables).sort()
  const starts: number[] = []
  let size = headerBytes + names.length * recordBytes
  for (const name of names) {
    starts.push(size)
    size += padded(tables[name]?.length ?? 0)
  }
  const file = new Uint8Array(size)
  const view = viewOf(file)
  writeHeader(view, names.length)
  names.forEach((name, index) => {
    const [table, start] = [tables[name] as Uint8Array, starts[index] as number]
    const record = headerBytes + index * recordBytes
    file.set(table, start)
    file.set(Buffer.from(name, 'latin1'), record)
    view.setUint32(record + 4, checksum(file.subarray(start, start + padded(table.length))))
    view.setUint32(record + 8, start)
    view.setUint32(record + 12, table.length)
  })
  const head = starts[names.indexOf('head')] as number
  // checkSumAdjustment, which counts as zero in the sum over the file.
  view.setUint32(head + 8, 0xb1b0afba - checksum(file))
  return file
}

/** Version and the numbers for a binary search of the records. */
const writeHeader = (view: DataView, count: number): void => {
  const power = Math.floor(Math.log2(count))
  view.setUint32(0, 0x00010000)
  view.setUint16(4, count)
  view.setUint16(6, 2 ** power * recordBytes)
  view.setUint16(8, power)
  view.setUint16(10, (count - 2 ** power) * recordBytes)
}

const padded = (length: number): number => Math.ceil(length / 4) * 4

const checksum = (bytes: Uint8Array): number => {
  const view = viewOf(bytes)
  let sum = 0
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + view.getUint32(at)) >>> 0
  return sum
}
