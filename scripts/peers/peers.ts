import { execFileSync } from 'node:child_process'
import { copyFileSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bringUpToDate, type Installation, installationFolder } from '../judges/installation.ts'
import { installJudges, type JudgeCommand, judgeVersions, pyhankoCommand } from '../judges/installed.ts'

/** Another library that signs PDF files, as a program that answers lines of {@link SigningJob}. */
export interface Peer {
  readonly name: string
  readonly version: string
  readonly command: JudgeCommand
}

/** One file to be signed at level B-B, invisibly, into a new field. */
export interface SigningJob {
  readonly file: string
  /** Where the signed file goes. */
  readonly out: string
  readonly password?: string
  readonly pkcs12: string
  readonly passphrase: string
}

const here = fileURLToPath(new URL('.', import.meta.url))
const manifest = join(here, 'package.json')
const files = [manifest, join(here, 'package-lock.json'), ...globSync(join(here, '*.mjs')).sort()]

/** Every peer from the npm registry, with the programs that drive them. */
export const peerInstallation: Installation = {
  name: 'peers',
  sources: files,
  needs: 'npm',
  install: (into) => {
    for (const file of files) copyFileSync(file, file.replace(here, `${into}/`))
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--silent']
    execFileSync('npm', ['ci', ...quiet], { cwd: into, stdio: ['ignore', 'pipe', 'inherit'], timeout: 240_000 })
  },
}

/**
 * Installs the peers that we are measured against into a folder of their own, from a lockfile of their own, and says
 * how each is started: `@libpdf/core`, `@signpdf` and pyHanko (in the Python of the judge).
 *
 * @throws Error that says what cannot be had here
 */
export function bringPeers(say: (line: string) => void): Peer[] {
  installJudges(say)
  bringUpToDate(peerInstallation, say)
  const { dependencies } = JSON.parse(readFileSync(manifest, 'utf8'))
  const script = (name: string): JudgeCommand => ({
    command: process.execPath,
    arguments: [join(installationFolder(peerInstallation), name)],
  })
  return [
    { name: '@libpdf/core', version: dependencies['@libpdf/core'], command: script('libpdf.mjs') },
    { name: '@signpdf', version: dependencies['@signpdf/signpdf'], command: script('signpdf.mjs') },
    { name: 'pyHanko', version: judgeVersions().pyhanko, command: pyhankoCommand(join(here, 'sign_with_pyhanko.py')) },
  ]
}
