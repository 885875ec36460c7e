import { readFileSync } from 'node:fs'
import * as z from 'zod'
import type { ClientRegistration } from './client.ts'
import { OidcMockError } from './startup-error.ts'

const shape = z.object({
  OIDC_MOCK_HOST: z.string().default('127.0.0.1'),
  OIDC_MOCK_PORT: z.coerce.number().int().min(0).max(65_535).default(4200),
  OIDC_MOCK_ISSUER: z.string().optional(),
  OIDC_MOCK_STATE_DIRECTORY: z.string().default('.waarmerk/oidc-mock'),
  OIDC_MOCK_CLIENTS_FILE: z.string(),
})

/** Settings of the double when it runs on its own. */
export interface OidcMockConfig {
  readonly host: string
  readonly port: number
  readonly issuer?: string
  readonly stateDirectory: string
  /** Read from a JSON file; checked when the double starts. */
  readonly clients: readonly ClientRegistration[]
}

/**
 * Reads the settings from the environment (the only place that does).
 *
 * @throws OidcMockError `ERR_OIDC_MOCK_CONFIG`, naming every fault
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): OidcMockConfig {
  const settings = shape.safeParse(environment)
  if (!settings.success) throw new OidcMockError('ERR_OIDC_MOCK_CONFIG', z.prettifyError(settings.error))
  const { OIDC_MOCK_ISSUER: issuer, ...rest } = settings.data
  return {
    host: rest.OIDC_MOCK_HOST,
    port: rest.OIDC_MOCK_PORT,
    stateDirectory: rest.OIDC_MOCK_STATE_DIRECTORY,
    clients: readClients(rest.OIDC_MOCK_CLIENTS_FILE),
    ...(issuer === undefined ? {} : { issuer }),
  }
}

/** Names under which the environment calls itself; the double refuses production by any of them. */
export function environmentNames(environment: NodeJS.ProcessEnv = process.env): readonly (string | undefined)[] {
  return [environment['NODE_ENV']]
}

function readClients(path: string): readonly ClientRegistration[] {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new OidcMockError('ERR_OIDC_MOCK_CONFIG', 'OIDC_MOCK_CLIENTS_FILE cannot be read as JSON', { cause })
  }
}
