import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bringUpToDate, installationFolder } from '../judges/installation.ts'
import { isInstalled, judgeVersions, pyhankoCommand } from '../judges/installed.ts'
import { peerInstallation } from './peers.ts'

/** A peer as a program that signs once, or as often as it is told to (see timed.mjs). */
export interface TimedPeer {
  readonly name: string
  readonly version: string
  /** Levels beyond B-B that it claims to make. */
  readonly levels: readonly string[]
  readonly command: readonly [string, ...string[]]
}

const source = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const longTerm = ['B-T', 'B-LT', 'B-LTA']

/**
 * Installs the peers from the npm registry, when they are not there, and says how each is started; pyHanko when the
 * judges are installed, in whose Python it runs.
 *
 * @throws Error that says what cannot be had here
 */
export function bringTimedPeers(say: (line: string) => void): TimedPeer[] {
  bringUpToDate(peerInstallation, say)
  const { dependencies } = JSON.parse(readFileSync(source('package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  const script = (name: string, file: string, version: string, levels: readonly string[] = []): TimedPeer => ({
    name,
    version: (dependencies[version] ?? '').replace(/^npm:.*@/, ''),
    levels,
    command: [process.execPath, join(installationFolder(peerInstallation), file)],
  })
  return [
    script('@libpdf/core', 'timed-libpdf.mjs', '@libpdf/core', longTerm),
    script('@signpdf placeholder-plain', 'timed-signpdf.mjs', '@signpdf/signpdf'),
    script('@cantoo/pdf-lib + @signpdf', 'timed-cantoo.mjs', 'pdf-lib'),
    script('@documenso/pdf-sign + placeholder-plain', 'timed-documenso.mjs', '@documenso/pdf-sign'),
    ...pyhanko(say),
  ]
}

function pyhanko(say: (line: string) => void): TimedPeer[] {
  if (!isInstalled('pyhanko')) {
    say('pyHanko is left out: "npm run judges -- --install" brings it')
    return []
  }
  const { command, arguments: args } = pyhankoCommand(source('timed_pyhanko.py'))
  return [{ name: 'pyHanko', version: judgeVersions().pyhanko, levels: longTerm, command: [command, ...args] }]
}
