import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** What is used here of a setting of `@waarmerk/service-kit`. */
export interface Setting {
  readonly variable: string
  readonly kind: string
  readonly values?: readonly string[]
  readonly fallback?: string
  readonly required: boolean
  readonly variant?: string
  readonly description?: string
}

/** The settings of one service. */
export interface ServiceSettings {
  readonly service: string
  readonly prefix: string
  readonly settings: readonly Setting[]
}

const root = new URL('../../', import.meta.url)

/**
 * Reads the settings of every service whose `src/config.ts` exports a zod `configSchema`, under the prefix that
 * follows from its name: `relying-party` reads `RELYING_PARTY_…`.
 */
export async function serviceSettings(): Promise<ServiceSettings[]> {
  const { settingsOf } = (await import(new URL('packages/service-kit/src/index.ts', root).href)) as {
    settingsOf: (schema: unknown, prefix: string) => Setting[]
  }
  const found: ServiceSettings[] = []
  for (const path of globSync('services/*/src/config.ts', { cwd: fileURLToPath(root) }).sort()) {
    const exported: Record<string, unknown> = await import(new URL(path, root).href)
    const schema = exported['configSchema']
    if (!schema) continue
    const service = path.split('/')[1] ?? ''
    const prefix = service.toUpperCase().replaceAll('-', '_')
    found.push({ service, prefix, settings: settingsOf(schema, prefix) })
  }
  return found
}
