import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'rolldown'

const home = fileURLToPath(new URL('..', import.meta.url))
const bundle = join(home, 'dist/bundle')
const compileCache = join(home, 'dist/compile-cache')
const ours = /[\\/]packages[\\/][a-z-]+[\\/]src[\\/]/
/** What runs before a command is loaded. */
const first = /[\\/](coded-error|cli[\\/]src[\\/](main|command-line|cli-error|printable))\b/
/** Chunks of an earlier bundle stay this long for the runs that still load from them. */
const keptMs = 60 * 60 * 1000

/**
 * Makes dist/bundle: the command line in a few chunks of CommonJS, each command and each large library in its own, so
 * that a run reads one or two files instead of two hundred and never strips types. `bin/waarmerk.cjs` starts it.
 *
 * The manifest is written last and at once, so a run that comes in between sees the whole old bundle or the whole new
 * one. It is dated at the start: a source that changes meanwhile is newer.
 */
const makeBundle = async (): Promise<void> => {
  const rolldown = await import('rolldown').catch(() => null)
  if (rolldown === null) return console.log('waarmerk runs from its sources: no bundler is installed')
  const start = new Date()
  const sources = new Set<string>()
  const build = await rolldown.rolldown({
    cwd: home,
    input: { main: join(home, 'src/main.ts') },
    platform: 'node',
    tsconfig: false,
    plugins: [fileNames, listing(sources)],
    resolve: { conditionNames: ['@waarmerk/source', 'node', 'import', 'default'] },
    // Importing a module of ours does nothing but define: what is not used can be left out.
    treeshake: { moduleSideEffects: [{ test: ours, sideEffects: false }] },
  })
  const names = '[name]-[hash].cjs'
  const { output } = await build.write({
    dir: bundle,
    format: 'cjs',
    entryFileNames: names,
    chunkFileNames: names,
    // What commands share is one file, as each file costs a run half a millisecond; what tells their names is another.
    codeSplitting: { groups: [{ name: 'shared', minShareCount: 2, test: (id) => ours.test(id) && !first.test(id) }] },
  })
  await build.close()
  rmSync(compileCache, { recursive: true, force: true })
  const [{ fileName: main }] = output
  writeManifest({ main, sources: [...sources].sort() }, start)
  removeOldChunks(new Set(output.map(({ fileName }) => fileName)))
}

/** A file that a library ships stands beside that library: its path is looked up now, not from the bundle. */
const fileNames: Plugin = {
  name: 'file-names',
  transform: (code, id) =>
    code.replace(/\brequire\.resolve\('([^']+)'\)/g, (_, name: string) =>
      JSON.stringify(createRequire(id).resolve(name)),
    ),
}

/** Notes our own modules, those that only pass on what others define included. */
const listing = (sources: Set<string>): Plugin => ({
  name: 'listing',
  transform(_, id) {
    if (id.endsWith('.ts')) sources.add(relative(home, id))
  },
})

const writeManifest = (manifest: { main: string; sources: readonly string[] }, start: Date): void => {
  const half = join(bundle, `${randomUUID()}.half`)
  writeFileSync(half, JSON.stringify(manifest))
  utimesSync(half, start, start)
  renameSync(half, join(bundle, 'manifest.json'))
}

const removeOldChunks = (current: ReadonlySet<string>): void => {
  for (const name of readdirSync(bundle)) {
    const path = join(bundle, name)
    if (name === 'manifest.json' || current.has(name)) continue
    if (Date.now() - statSync(path).mtimeMs > keptMs) rmSync(path, { force: true })
  }
}

mkdirSync(bundle, { recursive: true })
// An installation must not fail for it: without a bundle the sources run, only slower.
await makeBundle().catch((error: unknown) => console.error('waarmerk runs from its sources:', error))
