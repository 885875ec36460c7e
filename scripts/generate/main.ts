import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { architecture } from '../architecture/architecture.ts'
import { configurationDocument, environmentExample } from '../configuration/configuration.ts'
import { errorsDocument } from '../errors/errors.ts'
import { biomeConfig } from './biome-config.ts'

// Writes everything that is generated, or with --check says what is not as it would be written.
const checkOnly = process.argv.includes('--check')
const all = [biomeConfig, architecture, errorsDocument, configurationDocument, environmentExample]

for (const { path, content } of all) {
  const file = fileURLToPath(new URL(`../../${path}`, import.meta.url))
  const now = read(file)
  const wanted = await content(now)
  if (wanted === now) continue
  if (checkOnly) {
    process.stderr.write(`${path} is not what "npm run generate" writes\n`)
    process.exitCode = 1
  } else {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, wanted)
    process.stdout.write(`wrote ${path}\n`)
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
