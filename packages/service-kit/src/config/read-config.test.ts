import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { z } from 'zod'
import { ConfigError } from './config-error.ts'
import { readConfig } from './read-config.ts'
import { settingsOf } from './settings.ts'

const schema = z.strictObject({
  host: z.string().default('127.0.0.1').meta({ description: 'Address to listen on' }),
  port: z.number().int().min(0).max(65_535).default(4100),
  trusted: z.boolean().default(false),
  environment: z.enum(['test', 'production']),
  database: z.discriminatedUnion('provider', [
    z.strictObject({ provider: z.literal('pglite'), directory: z.string() }),
    z.strictObject({
      provider: z.literal('postgres'),
      url: z.string().startsWith('postgres'),
      poolSize: z.number().optional(),
    }),
  ]),
  keys: z.strictObject({ data: z.string().regex(/^[a-z]{4}$/) }),
  providers: z.array(z.strictObject({ id: z.string(), jwk: z.looseObject({ kty: z.string() }) })).min(1),
  limits: z.strictObject({ waitMilliseconds: z.number().default(10_000) }).prefault({}),
})

const enough = {
  SIGNING_ENVIRONMENT: 'test',
  SIGNING_DATABASE_PROVIDER: 'pglite',
  SIGNING_DATABASE_DIRECTORY: 'db',
  SIGNING_KEYS_DATA: 'abcd',
  SIGNING_PROVIDERS: '[{"id":"digid","jwk":{"kty":"EC"}}]',
}
const read = (env: Record<string, string | undefined>) => readConfig(schema, { prefix: 'SIGNING', env })
const refusal = (env: Record<string, string | undefined>) => {
  try {
    read(env)
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error('accepted')
}

test('variables become the nested configuration, with the defaults of the schema', () => {
  expect(read({ ...enough, SIGNING_PORT: '4101', SIGNING_TRUSTED: 'true', PATH: '/bin', OTHER_PORT: 'x' })).toEqual({
    host: '127.0.0.1',
    port: 4101,
    trusted: true,
    environment: 'test',
    database: { provider: 'pglite', directory: 'db' },
    keys: { data: 'abcd' },
    providers: [{ id: 'digid', jwk: { kty: 'EC' } }],
    limits: { waitMilliseconds: 10_000 },
  })
})

test('every fault is told at once, by the name of its variable and without its value', () => {
  const error = refusal({
    SIGNING_PORT: 'four',
    SIGNING_TRUSTED: 'yes',
    SIGNING_ENVIRONMENT: 'staging',
    SIGNING_DATABASE_PROVIDER: 'postgres',
    SIGNING_DATABASE_URL: 'mysql://user:s3cret@host',
    SIGNING_KEYS_DATA: 's3cret',
    SIGNING_PROVIDERS: '[{"id":1,"jwk":{}}]',
    SIGNING_PRT: '1',
  })
  expect(error).toMatchObject({ code: 'ERR_CONFIG_INVALID', kind: 'caller', exitCode: 78 })
  expect(error.faults.map(({ variable }) => variable).sort()).toEqual([
    'SIGNING_DATABASE_URL',
    'SIGNING_ENVIRONMENT',
    'SIGNING_KEYS_DATA',
    'SIGNING_PORT',
    'SIGNING_PROVIDERS',
    'SIGNING_PROVIDERS',
    'SIGNING_PRT',
    'SIGNING_TRUSTED',
  ])
  for (const { variable } of error.faults) expect(error.message).toContain(variable)
  expect(error.message).not.toContain('s3cret')
})

test('an empty environment lists everything that must be set', () => {
  expect(refusal({}).faults.map(({ variable }) => variable)).toEqual([
    'SIGNING_ENVIRONMENT',
    'SIGNING_DATABASE_PROVIDER',
    'SIGNING_KEYS_DATA',
    'SIGNING_PROVIDERS',
  ])
})

test('an empty variable is as good as none', () => {
  expect(read({ ...enough, SIGNING_HOST: '' })).toMatchObject({ host: '127.0.0.1' })
})

test('a file gives the base, variables go over it, and a secret may come from a file of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waarmerk-config-'))
  try {
    const file = join(folder, 'config.json')
    const secret = join(folder, 'secret')
    writeFileSync(secret, 'wxyz\n')
    const base = { environment: 'production', port: 1, database: { provider: 'postgres', url: 'postgres://a' } }
    writeFileSync(file, JSON.stringify({ ...base, providers: [{ id: 'eid', jwk: { kty: 'EC' } }] }))
    const env = {
      SIGNING_CONFIG_FILE: file,
      SIGNING_PORT: '2',
      SIGNING_DATABASE_POOL_SIZE: '3',
      SIGNING_KEYS_DATA_FILE: secret,
    }
    expect(read(env)).toMatchObject({
      environment: 'production',
      port: 2,
      database: { provider: 'postgres', url: 'postgres://a', poolSize: 3 },
      keys: { data: 'wxyz' },
    })
    writeFileSync(file, '{"keys":{"data":"s3cret"')
    const missing = { ...env, SIGNING_KEYS_DATA_FILE: join(folder, 'gone') }
    const error = refusal(missing)
    expect(error.faults.map(({ variable }) => variable)).toEqual(
      expect.arrayContaining(['SIGNING_CONFIG_FILE', 'SIGNING_KEYS_DATA_FILE']),
    )
    expect(error.message).not.toContain('s3cret')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('the settings tell what documentation needs', () => {
  const settings = settingsOf(schema, 'SIGNING')
  expect(settings).toContainEqual({
    path: ['host'],
    variable: 'SIGNING_HOST',
    kind: 'text',
    required: false,
    fallback: '127.0.0.1',
    description: 'Address to listen on',
  })
  expect(settings).toContainEqual({
    path: ['database', 'provider'],
    variable: 'SIGNING_DATABASE_PROVIDER',
    kind: 'text',
    required: true,
    values: ['pglite', 'postgres'],
  })
  expect(settings).toContainEqual({
    path: ['database', 'poolSize'],
    variable: 'SIGNING_DATABASE_POOL_SIZE',
    kind: 'number',
    required: false,
    variant: 'provider = postgres',
  })
  expect(settings.find(({ variable }) => variable === 'SIGNING_PROVIDERS')).toMatchObject({
    kind: 'json',
    required: true,
  })
})

test('two settings that would share a variable are a mistake of the schema', () => {
  const clash = z.strictObject({ poolSize: z.number(), pool: z.strictObject({ size: z.number() }) })
  expect(() => settingsOf(clash, 'X')).toThrow(TypeError)
})
