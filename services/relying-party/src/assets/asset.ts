import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'

/** A file that is served from memory under a name made of its content, so that browsers may keep it for ever. */
export interface Asset {
  /** Path, e.g. `/assets/style.3f9a0c….css`. */
  readonly url: string
  readonly type: string
  readonly body: Uint8Array
  readonly gzip: Uint8Array
}

const types = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' } as const

/** @param name without extension, e.g. `style` */
export const createAsset = (name: string, extension: keyof typeof types, content: Uint8Array): Asset => {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 16)
  return {
    url: `/assets/${name}.${hash}.${extension}`,
    type: types[extension],
    body: content,
    gzip: gzipSync(content),
  }
}
