import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { ConfigError, type ConfigFault } from './config-error.ts'
import { type Setting, settingsOf } from './settings.ts'

/**
 * Reads a service's configuration: an optional JSON file named by `<PREFIX>_CONFIG_FILE`, over which each
 * variable of the schema goes; `<VARIABLE>_FILE` names a file that holds the value (mounted secrets).
 * A variable with the prefix that no setting has is a fault: most likely a typing error.
 *
 * @param options.env the environment, from the only file that may read it.
 * @returns the validated configuration.
 * @throws ConfigError `ERR_CONFIG_INVALID` with every fault at once; the program then ends with 78.
 *
 * @example
 * // config.ts
 * export const readSigningConfig = () => readConfig(configSchema, { prefix: 'SIGNING', env: process.env })
 */
export function readConfig<Schema extends z.ZodType>(
  schema: Schema,
  options: { readonly prefix: string; readonly env: Readonly<Record<string, string | undefined>> },
): z.output<Schema> {
  const { prefix, env } = options
  const settings = settingsOf(schema, prefix)
  const faults = unknownVariables(settings, prefix, env)
  const input = readBase(`${prefix}_CONFIG_FILE`, env, faults)
  for (const setting of settings) {
    const text = readText(setting.variable, env, faults)
    if (text === undefined) continue
    const value = readValue(setting, text, faults)
    if (value !== undefined) put(input, setting.path, value)
  }
  const result = schema.safeParse(input)
  if (result.success && faults.length === 0) return result.data
  throw new ConfigError([...faults, ...(result.error ? faultsOf(result.error, settings) : [])])
}

type Environment = Readonly<Record<string, string | undefined>>

function unknownVariables(settings: readonly Setting[], prefix: string, env: Environment): ConfigFault[] {
  const known = new Set([`${prefix}_CONFIG_FILE`, ...settings.flatMap(({ variable: v }) => [v, `${v}_FILE`])])
  return Object.keys(env)
    .filter((name) => name.startsWith(`${prefix}_`) && env[name] !== undefined && !known.has(name))
    .map((variable) => ({ variable, message: 'no setting has this name' }))
}

function readBase(variable: string, env: Environment, faults: ConfigFault[]): Record<string, unknown> {
  const path = env[variable]
  if (!path) return {}
  try {
    const base: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof base === 'object' && base !== null && !Array.isArray(base)) return { ...base }
  } catch {
    // Told below. The parser's own words would quote the file, which may hold secrets.
  }
  faults.push({ variable, message: 'must name a readable file with a JSON object' })
  return {}
}

function readText(variable: string, env: Environment, faults: ConfigFault[]): string | undefined {
  const path = env[`${variable}_FILE`]
  if (!path) return env[variable] === '' ? undefined : env[variable]
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '')
  } catch {
    faults.push({ variable: `${variable}_FILE`, message: 'must name a readable file' })
    return undefined
  }
}

function readValue({ kind, variable }: Setting, text: string, faults: ConfigFault[]): unknown {
  if (kind === 'text') return text
  try {
    const value: unknown = JSON.parse(text)
    if (kind === 'json' || typeof value === kind) return value
  } catch {
    // Told below.
  }
  faults.push({ variable, message: kind === 'json' ? 'must be JSON' : `must be a ${kind}` })
  return undefined
}

function put(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name = '', ...rest] = path
  if (rest.length === 0) {
    target[name] = value
    return
  }
  const below = target[name]
  const next = typeof below === 'object' && below !== null ? { ...below } : {}
  put(next, rest, value)
  target[name] = next
}

function faultsOf(error: z.ZodError, settings: readonly Setting[]): ConfigFault[] {
  return error.issues.flatMap(({ path, message, code }) => {
    const place = path.map(String)
    const found = settings.find((setting) => starts(place, setting.path))
    if (!found) return missingBelow(place, settings) ?? [{ variable: place.join('.') || '(all)', message }]
    // Within a JSON value the rest of the path says which part.
    const rest = place.slice(found.path.length).join('.')
    const text = code === 'invalid_type' && !rest ? `${message} (is it set?)` : message
    return [{ variable: found.variable, message: rest ? `${rest}: ${text}` : text }]
  })
}

/** A whole group that is absent is told by the settings of it that must be there. */
function missingBelow(place: readonly string[], settings: readonly Setting[]): ConfigFault[] | undefined {
  const below = settings.filter(({ path, required, variant }) => required && !variant && starts(path, place))
  return below.length > 0 ? below.map(({ variable }) => ({ variable, message: 'must be set' })) : undefined
}

function starts(path: readonly string[], start: readonly string[]): boolean {
  return start.every((step, index) => step === path[index])
}
