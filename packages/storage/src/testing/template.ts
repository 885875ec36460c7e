import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const cache = new URL('../../node_modules/.cache/', import.meta.url)

/**
 * A data directory as PGlite makes it, kept as a tar in `node_modules/.cache`: loading it takes a fraction of
 * the seconds that making it takes. One per version of PGlite.
 *
 * Held in memory: after a fresh install several test processes make it at once, and a Blob that stands for the
 * file cannot be read any more when the next one puts its own in the place.
 */
export async function embeddedTemplate(folder = cache): Promise<Blob> {
  const file = new URL(`pglite-${await pgliteVersion()}.tar`, folder)
  const cached = async () => new Blob([await readFile(file)])
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
