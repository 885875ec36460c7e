#!/usr/bin/env -S node --max-semi-space-size=1
'use strict'
// Starts the command line. CommonJS, because Node starts that some milliseconds sooner, a tenth of a small signature.
const { existsSync, readFileSync, statSync } = require('node:fs')
const { enableCompileCache, registerHooks } = require('node:module')
const { join } = require('node:path')

const home = join(__dirname, '..')
const manifestPath = join(home, 'dist/bundle/manifest.json')

/** The bundle's first chunk; null when there is no bundle, or a source in this checkout is newer. */
const freshBundle = () => {
  const builtAt = statSync(manifestPath, { throwIfNoEntry: false })?.mtimeMs
  if (builtAt === undefined) return null
  const { main, sources } = JSON.parse(readFileSync(manifestPath, 'utf8'))
  const changed = sources.some((source) => {
    // Not join(): for some hundred paths it takes longer than asking the disk.
    const stat = statSync(`${home}/${source}`, { throwIfNoEntry: false })
    return stat === undefined || stat.mtimeMs > builtAt
  })
  return changed ? null : join(home, 'dist/bundle', main)
}

const makeBundle = () => {
  const { spawnSync } = require('node:child_process')
  spawnSync(process.execPath, [join(home, 'packaging/make-bundle.ts')], { stdio: 'ignore' })
  return freshBundle()
}

/** Without a bundler: the sources as they are. */
const runSources = () => {
  registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier, { ...context, conditions: ['@waarmerk/source', ...context.conditions] }),
  })
  return import('../src/main.ts')
}

/** The checkout brings its own Node.js; the shell's may be older. */
const runOnNewerNode = () => {
  const node = join(home, '../../node_modules/.bin/node')
  if (!existsSync(node)) {
    console.error('waarmerk needs Node.js 24 or later')
    return 1
  }
  const { spawnSync } = require('node:child_process')
  return spawnSync(node, [__filename, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1
}

if (Number(process.versions.node.split('.')[0]) < 24) process.exitCode = runOnNewerNode()
else {
  // Beside the code and as trusted as it, not in a directory that others can write to.
  enableCompileCache(join(home, 'dist/compile-cache'))
  const main = freshBundle() ?? makeBundle()
  if (main === null) void runSources()
  else require(main)
}
