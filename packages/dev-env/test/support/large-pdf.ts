import { open } from 'node:fs/promises'

const side = 1024

/**
 * Writes a PDF with a classic cross-reference table and one page-filling grey image of incompressible noise per page.
 *
 * @param megabytes one page for each
 */
export async function writeLargePdf(path: string, megabytes: number): Promise<void> {
  await using file = await open(path, 'w')
  const offsets: number[] = []
  let position = 0
  const write = async (part: string | Uint8Array) => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part
    await file.write(bytes)
    position += bytes.length
  }
  const object = async (...parts: (string | Uint8Array)[]) => {
    offsets.push(position)
    await write(`${offsets.length} 0 obj\n`)
    for (const part of parts) await write(part)
    await write('\nendobj\n')
  }
  const pageOf = (index: number) => 3 + 3 * index
  const pages = Array.from({ length: megabytes }, (_, index) => index)

  await write('%PDF-1.7\n%\xE2\xE3\xCF\xD3\n')
  await object('<< /Type /Catalog /Pages 2 0 R /Lang (nl) >>')
  await object(
    `<< /Type /Pages /Count ${megabytes} /Kids [${pages.map((index) => `${pageOf(index)} 0 R`).join(' ')}] >>`,
  )
  for (const index of pages) {
    const page = pageOf(index)
    await object(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${page + 1} 0 R /Resources << /XObject << /Im ${page + 2} 0 R >> >> >>`,
    )
    const content = 'q 467 0 0 467 64 311 cm /Im Do Q'
    await object(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`)
    const image = `<< /Type /XObject /Subtype /Image /Width ${side} /Height ${side} /ColorSpace /DeviceGray /BitsPerComponent 8 /Length ${side * side} >>`
    await object(`${image}\nstream\n`, noise(index), '\nendstream')
  }
  const start = position
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
  await write(`xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${entries.join('')}`)
  await write(`trailer\n<< /Size ${offsets.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`)
}

/** xorshift32: the same noise every time, and nothing that compresses. */
function noise(seed: number): Uint8Array {
  const words = new Uint32Array((side * side) / 4)
  let state = (seed + 1) * 0x9e3779b1
  for (let index = 0; index < words.length; index++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    words[index] = state
  }
  return new Uint8Array(words.buffer)
}
