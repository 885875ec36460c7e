import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether the machine has the openssl program; tests that need it are skipped by name without. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0

/** Runs something in a folder of its own, with openssl at hand; the folder is gone afterwards. */
export function withOpenssl<T>(work: (tool: Openssl) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'waarmerk-cms-'))
  const run = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' }).toString()
  const write = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content)
  try {
    return work({ run, write, read: (name) => readFileSync(join(folder, name)) })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The program, in one folder. */
export interface Openssl {
  run(...args: readonly string[]): string
  write(name: string, content: string | Uint8Array): void
  read(name: string): Uint8Array
}
