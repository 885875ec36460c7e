/** A document to measure with, made by {@link writeDocument}. */
export interface DocumentPlan {
  readonly name: string
  readonly pages: number
  /** Bytes of text in the content stream of a page, before compression. */
  readonly textBytes: number
  /** Bytes of the scan on a page; 0 for none. */
  readonly imageBytes: number
  /** `streams`: cross-reference stream, object streams, compressed content. */
  readonly structure: 'table' | 'streams'
}

/** What each stands for: a letter, a report, a scanned file, a very long list, the same as modern writers make it. */
export const documentPlans = {
  t100k: { name: 't100k', pages: 106, textBytes: 800, imageBytes: 0, structure: 'table' },
  t10m: { name: 't10m', pages: 7350, textBytes: 1520, imageBytes: 0, structure: 'table' },
  s300m: { name: 's300m', pages: 233, textBytes: 600, imageBytes: 1280 * 1006, structure: 'table' },
  g1: { name: 'g1', pages: 233, textBytes: 600, imageBytes: 1280 * 3600, structure: 'table' },
  many: { name: 'many', pages: 163_000, textBytes: 490, imageBytes: 0, structure: 'table' },
  'many.os': { name: 'many.os', pages: 163_000, textBytes: 490, imageBytes: 0, structure: 'streams' },
} as const satisfies Record<string, DocumentPlan>

/** Names of the documents. */
export type DocumentName = keyof typeof documentPlans
