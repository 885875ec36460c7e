import { openAsBlob } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

/**
 * A data directory as PGlite makes it, kept as a tar in `node_modules/.cache`: loading it takes a fraction of
 * the seconds that making it takes. One per version of PGlite.
 */
export async function embeddedTemplate(): Promise<Blob> {
  const folder = new URL('../../node_modules/.cache/', import.meta.url)
  const file = new URL(`pglite-${await pgliteVersion()}.tar`, folder)
  const cached = () => openAsBlob(file)
  try {
    return await cached()
  } catch {
    await mkdir(folder, { recursive: true })
    const unfinished = new URL(`${process.pid}.tar`, folder)
    await writeFile(unfinished, await makeTemplate())
    await rename(unfinished, file)
    return cached()
  }
}

async function makeTemplate(): Promise<Uint8Array> {
  const { PGlite } = await import('@electric-sql/pglite')
  const pglite = await PGlite.create()
  const tar = await pglite.dumpDataDir('none')
  await pglite.close()
  return new Uint8Array(await tar.arrayBuffer())
}

/** Its package.json is not exported, so it is found beside the entry file. */
async function pgliteVersion(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  const manifest: unknown = JSON.parse(
    await readFile(fileURLToPath(new URL('../package.json', `file://${entry}`)), 'utf8'),
  )
  if (typeof manifest === 'object' && manifest && 'version' in manifest) return String(manifest.version)
  throw new TypeError('PGlite names no version')
}
