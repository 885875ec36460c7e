import { type PageBox, type PdfDocument, pageBox, pageCount, signatureFields } from '@waarmerk/pdf'

// In points. The bottom margin of a page is where text seldom stands.
const margin = 36
const above = 18
const gap = 4
const size = { width: 300, height: 28 }

type Rect = [number, number, number, number]

/** Where a signer's field goes: a strip in the bottom margin of the last page, one above the other. */
export const signatureFieldOf = (
  pdf: PdfDocument,
  name: string,
  position: number,
): { name: string; page: number; rect?: Rect; label: string } => {
  const page = pageCount(pdf)
  const label = `Handtekening ${position + 1}`
  // A file that already carries signatures gets fields with an empty Rect only (protocol step 1).
  if (signatureFields(pdf).some(({ signed }) => signed)) return { name, page, label }
  const box = pageBox(pdf, page)
  const turned = box.rotate === 90 || box.rotate === 270
  const [shownWidth, shownHeight] = turned ? [box.height, box.width] : [box.width, box.height]
  const bottom = above + position * (size.height + gap)
  const fits = shownWidth >= size.width + 2 * margin && shownHeight >= bottom + size.height + above
  return fits ? { name, page, label, rect: asSeen(box, margin, bottom) } : { name, page, label }
}

/** The rectangle in the page's own space of what a reader sees at (x, y) from the lower left corner. */
const asSeen = ({ left, bottom, width, height, rotate }: PageBox, x: number, y: number): Rect => {
  const [right, top] = [left + width, bottom + height]
  switch (rotate) {
    case 90:
      return [right - y - size.height, bottom + x, right - y, bottom + x + size.width]
    case 180:
      return [right - x - size.width, top - y - size.height, right - x, top - y]
    case 270:
      return [left + y, top - x - size.width, left + y + size.height, top - x]
    default:
      return [left + x, bottom + y, left + x + size.width, bottom + y + size.height]
  }
}
