import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Asset, createAsset } from './asset.ts'

const require = createRequire(import.meta.url)
const script = (name: string, file: string): Asset => createAsset(name, 'js', readFileSync(file))

/** Our scripts and pdf.js; every page works without them, except the view of the PDF. */
export const loadScripts = () => ({
  once: script('once', require.resolve('#browser/once.js')),
  session: script('session', require.resolve('#browser/session.js')),
  read: script('read', require.resolve('#browser/read.js')),
  progress: script('progress', require.resolve('#browser/progress.js')),
  pdf: script('pdf', require.resolve('pdfjs-dist/build/pdf.min.mjs')),
  pdfWorker: script('pdf-worker', require.resolve('pdfjs-dist/build/pdf.worker.min.mjs')),
})

const pdfjs = dirname(dirname(require.resolve('pdfjs-dist/build/pdf.min.mjs')))

/** Folders from which pdf.js fetches what a document asks for: fonts it does not embed, CJK maps, image decoders. */
export const viewerFolders: Readonly<
  Record<'fonts' | 'characterMaps' | 'decoders', { url: string; directory: string }>
> = {
  fonts: { url: '/assets/pdfjs/fonts/', directory: join(pdfjs, 'standard_fonts') },
  characterMaps: { url: '/assets/pdfjs/cmaps/', directory: join(pdfjs, 'cmaps') },
  decoders: { url: '/assets/pdfjs/decoders/', directory: join(pdfjs, 'wasm') },
}
