import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Something that is brought from a registry into a git-ignored folder of its own. */
export interface Installation {
  /** Name of its folder below `.waarmerk/installed`. */
  readonly name: string
  /** Paths of the files that decide whether what is there is still the right one. */
  readonly sources: readonly string[]
  /** Fills the empty folder. */
  readonly install: (into: string) => void
  /** What a machine must have for it, in words. */
  readonly needs: string
}

const stampName = 'installed.json'

/** The folder of an installation. */
export function installationFolder({ name }: Installation): string {
  return fileURLToPath(new URL(`../../.waarmerk/installed/${name}`, import.meta.url))
}

/** Whether it is there, and of today's sources. */
export function isUpToDate(installation: Installation): boolean {
  const stamp = join(installationFolder(installation), stampName)
  return existsSync(stamp) && JSON.parse(readFileSync(stamp, 'utf8')).sources === digestOf(installation)
}

/**
 * Installs what is not there or of other sources, and says how long it took.
 *
 * @throws Error that says what cannot be had here, and what it needs
 */
export function bringUpToDate(installation: Installation, say: (line: string) => void): void {
  if (isUpToDate(installation)) return
  const { name, needs, install } = installation
  const into = installationFolder(installation)
  const began = performance.now()
  rmSync(into, { recursive: true, force: true })
  mkdirSync(into, { recursive: true })
  try {
    install(into)
  } catch (cause) {
    throw new Error(`${name} cannot be installed; it needs ${needs} and its package registry`, { cause })
  }
  const stamp = { installed: new Date().toISOString(), sources: digestOf(installation) }
  writeFileSync(join(into, stampName), `${JSON.stringify(stamp)}\n`)
  say(`${name}: installed in ${Math.round((performance.now() - began) / 1_000)} s`)
}

function digestOf({ sources }: Installation): string {
  const hash = createHash('sha256')
  for (const source of sources) hash.update(readFileSync(source))
  return hash.digest('hex')
}
