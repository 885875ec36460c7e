import type { z } from 'zod'

/** One value of the configuration, as an environment variable. What docs and `.env.example` are drawn from. */
export interface Setting {
  /** Where the value goes, e.g. `['database', 'url']`. */
  readonly path: readonly string[]
  /** Its environment variable, e.g. `SIGNING_DATABASE_URL`. */
  readonly variable: string
  /** How its text is read. */
  readonly kind: 'text' | 'number' | 'boolean' | 'json'
  /** The words it may be, when they are few. */
  readonly values?: readonly string[]
  /** Used when the variable is absent, as it would be written. */
  readonly fallback?: string
  /** Must be set (in its variant, when it has one). */
  readonly required: boolean
  /** The settings that exist only in one variant, e.g. `provider = postgres`. */
  readonly variant?: string
  /** From the schema's `.meta({ description })`. */
  readonly description?: string
}

/**
 * Lists the settings of a configuration schema: plain objects are walked into, everything else is one
 * variable. `database.poolSize` becomes `<PREFIX>_DATABASE_POOL_SIZE`; arrays, records and loose objects are JSON.
 * In a discriminated union the settings of every variant are listed.
 *
 * @throws TypeError when two settings would share one variable.
 */
export function settingsOf(schema: z.ZodType, prefix: string): Setting[] {
  const settings = walk(schema, { prefix, path: [], required: true })
  const seen = new Map<string, string>()
  for (const { variable, path } of settings) {
    const place = path.join('.')
    if ((seen.get(variable) ?? place) !== place) throw new TypeError(`two settings share the variable ${variable}`)
    seen.set(variable, place)
  }
  return settings
}

interface Place {
  readonly prefix: string
  readonly path: readonly string[]
  readonly required: boolean
  readonly variant?: string
  readonly fallback?: unknown
  readonly description?: string
}

type Definition = z.core.$ZodTypeDef & {
  readonly innerType?: z.ZodType
  readonly in?: z.ZodType
  readonly shape?: Record<string, z.ZodType>
  readonly catchall?: z.ZodType
  readonly options?: readonly z.ZodType[]
  readonly discriminator?: string
  readonly entries?: Record<string, string | number>
  readonly values?: readonly unknown[]
  readonly defaultValue?: unknown
}

function walk(schema: z.ZodType, place: Place): Setting[] {
  const definition = schema.def as Definition
  const description = schema.meta()?.description ?? place.description
  const here = description === undefined ? place : { ...place, description }
  switch (definition.type) {
    case 'default':
    case 'prefault':
      return inner(definition, { ...here, required: false, fallback: definition.defaultValue })
    case 'optional':
    case 'nullable':
    case 'readonly':
    case 'nonoptional':
    case 'catch':
      return inner(definition, { ...here, required: here.required && definition.type !== 'optional' })
    case 'pipe':
      return definition.in ? walk(definition.in, here) : [leaf(definition, here)]
    case 'object':
      return isOpen(definition) ? [leaf(definition, here)] : ofObject(definition, here)
    case 'union':
      return definition.discriminator ? ofVariants(definition, here) : [leaf(definition, here)]
    default:
      return [leaf(definition, here)]
  }
}

function inner(definition: Definition, place: Place): Setting[] {
  return definition.innerType ? walk(definition.innerType, place) : []
}

/** An object that takes any key cannot be spelled out as variables. */
function isOpen(definition: Definition): boolean {
  return definition.catchall !== undefined && definition.catchall.def.type !== 'never'
}

function ofObject(definition: Definition, place: Place): Setting[] {
  const { description: _ofTheWhole, fallback, ...rest } = place
  return Object.entries(definition.shape ?? {}).flatMap(([name, schema]) => {
    const known = typeof fallback === 'object' && fallback !== null && name in fallback
    const value = known ? (fallback as Record<string, unknown>)[name] : undefined
    return walk(schema, { ...rest, path: [...place.path, name], ...(value !== undefined && { fallback: value }) })
  })
}

function ofVariants(definition: Definition, place: Place): Setting[] {
  const discriminator = definition.discriminator ?? ''
  const options = definition.options ?? []
  const names = options.flatMap((option) => literals((option.def as Definition).shape?.[discriminator]))
  const choice = leaf({ type: 'enum', entries: Object.fromEntries(names.map((name) => [name, name])) } as Definition, {
    ...place,
    path: [...place.path, discriminator],
  })
  const rest = options.flatMap((option) => {
    const own = option.def as Definition
    const variant = `${discriminator} = ${literals(own.shape?.[discriminator]).join(' or ')}`
    return ofObject(own, { ...place, variant }).filter(({ path }) => path.at(-1) !== discriminator)
  })
  return [choice, ...rest]
}

function literals(schema: z.ZodType | undefined): string[] {
  return ((schema?.def as Definition | undefined)?.values ?? []).map(String)
}

function leaf(definition: Definition, place: Place): Setting {
  const { prefix, path, required, variant, fallback, description } = place
  const values = definition.entries ? Object.values(definition.entries) : definition.values
  return {
    path,
    variable: [prefix, ...path].map(shout).join('_'),
    kind: kindOf(definition),
    required: required && fallback === undefined,
    ...(values && { values: values.map(String) }),
    ...(fallback !== undefined && {
      fallback: typeof fallback === 'object' ? JSON.stringify(fallback) : String(fallback),
    }),
    ...(variant && { variant }),
    ...(description && { description }),
  }
}

function kindOf(definition: Definition): Setting['kind'] {
  if (definition.type === 'number' || definition.type === 'boolean') return definition.type
  const texts = ['string', 'enum', 'literal', 'template_literal']
  return texts.includes(definition.type) ? 'text' : 'json'
}

/** `poolSize` → `POOL_SIZE`. */
function shout(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase()
}
