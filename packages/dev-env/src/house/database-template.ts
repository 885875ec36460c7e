import { cp, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '@waarmerk/storage'

/**
 * Puts an empty database where none is yet. Making one takes seconds, so one is kept in `node_modules/.cache` for
 * each version of PGlite, and copied.
 *
 * @param directory where the embedded database will be opened
 * @param options.make also when there is no template yet: worth it for who will come again with an empty directory
 */
export async function prepareDatabase(directory: string, options: { readonly make: boolean }): Promise<void> {
  if (await exists(directory)) return
  const template = templateDirectory()
  if (options.make && !(await exists(template))) await makeTemplate(template)
  if (!(await exists(template))) return
  const draft = `${directory}.part`
  await rm(draft, { recursive: true, force: true })
  await cp(template, draft, { recursive: true })
  await rename(draft, directory)
}

async function makeTemplate(template: string): Promise<void> {
  const draft = `${template}.${process.pid}`
  const { close } = await openDatabase({ provider: 'pglite', directory: draft })
  await close()
  await rm(`${draft}.lock`, { recursive: true, force: true })
  // Of two processes that make one at once, the first to be ready wins.
  await rename(draft, template).catch(() => rm(draft, { recursive: true, force: true }))
}

function templateDirectory(): string {
  const storage = fileURLToPath(import.meta.resolve('@waarmerk/storage'))
  const engine = createRequire(storage).resolve('@electric-sql/pglite')
  const version = /@electric-sql\+pglite@([\w.-]+)/.exec(engine)?.[1] ?? 'unknown'
  return fileURLToPath(new URL(`../../node_modules/.cache/pglite-${version}`, import.meta.url))
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )
