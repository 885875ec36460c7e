import { type PdfDocument, pageBox, pageCount, signatureFields } from '@waarmerk/pdf'

// In points. The bottom margin of a page is where text seldom stands.
const left = 36
const bottom = 18
const width = 300
const height = 28

/** Where a signer's field goes: a strip in the bottom margin of the last page, one above the other. */
export const signatureFieldOf = (
  pdf: PdfDocument,
  name: string,
  position: number,
): { name: string; page: number; rect?: [number, number, number, number]; label: string } => {
  const page = pageCount(pdf)
  const label = `Handtekening ${position + 1}`
  // A file that already carries signatures gets fields with an empty Rect only (protocol step 1).
  if (signatureFields(pdf).some(({ signed }) => signed)) return { name, page, label }
  const box = pageBox(pdf, page)
  const x = box.left + left
  const y = box.bottom + bottom + position * (height + 4)
  if (box.width < width + 2 * left || box.height < (position + 1) * (height + 4) + 2 * bottom)
    return { name, page, label }
  return { name, page, label, rect: [x, y, x + width, y + height] }
}
