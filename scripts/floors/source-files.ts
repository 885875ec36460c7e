import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A source file: its path from the root, with forward slashes, and its text. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** Reads every source file of the packages, services and scripts below a root; nothing built, nothing installed. */
export function readSources(root: string): SourceFile[] {
  const exclude = (name: string) => name === 'node_modules' || name === 'dist'
  return globSync('{packages,services,scripts}/**/*.{ts,mts,js,mjs}', {
    cwd: root,
    exclude: (path) => exclude(lastOf(path)),
  })
    .filter((path) => !path.split('/').some(exclude))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

function lastOf(path: string): string {
  return path.split('/').at(-1) ?? path
}
