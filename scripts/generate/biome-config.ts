import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { biomeOverrides } from '../floors/biome-overrides.ts'
import type { Generated } from './generated.ts'

/** biome.json: written by hand, except its overrides. */
export const biomeConfig: Generated = {
  path: 'biome.json',
  content: (now) => {
    const config: unknown = JSON.parse(now ?? '{}')
    return formatted(JSON.stringify({ ...(config as object), overrides: biomeOverrides() }))
  },
}

/** As Biome itself would have it, or `biome ci` complains. */
function formatted(json: string): string {
  const biome = fileURLToPath(new URL('../../node_modules/@biomejs/biome/bin/biome', import.meta.url))
  const options = { input: json, encoding: 'utf8' } as const
  return execFileSync(process.execPath, [biome, 'format', '--stdin-file-path=biome.json'], options)
}
