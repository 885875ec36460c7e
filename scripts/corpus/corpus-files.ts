import { globSync } from 'node:fs'
import { basename, join, matchesGlob } from 'node:path'
import passwords from './passwords.json' with { type: 'json' }

/** A file of the corpus. */
export interface CorpusFile {
  /** Path from the directory of the corpus. */
  readonly name: string
  readonly path: string
  /** When it is known. */
  readonly password?: string
}

/** Every PDF file below a directory, in the order of their names, with the password that goes with its name. */
export function corpusFiles(directory: string): CorpusFile[] {
  return globSync('**/*.pdf', { cwd: directory })
    .sort()
    .map((name) => ({ name, path: join(directory, name), ...passwordOf(basename(name)) }))
}

/** The password for a file of this name. Only files whose owners publish their passwords are in the table. */
export function passwordOf(name: string): { password: string } | undefined {
  const known = passwords.find(([pattern = '']) => matchesGlob(name, pattern))
  return known?.[1] === undefined ? undefined : { password: known[1] }
}
