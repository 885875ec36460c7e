import * as z from 'zod'
import { type KeyAlgorithm, keyAlgorithms } from './authority/key-pair.ts'
import { QtspMockError } from './startup-error.ts'

const shape = z.object({
  QTSP_MOCK_HOST: z.string().default('127.0.0.1'),
  QTSP_MOCK_PORT: z.coerce.number().int().min(0).max(65_535).default(4300),
  QTSP_MOCK_STATE_DIRECTORY: z.string().default('.waarmerk/qtsp-mock'),
  QTSP_MOCK_KEY_ALGORITHM: z.enum(keyAlgorithms).default('p-256'),
  QTSP_MOCK_TSA_VALIDITY: z.coerce.number().positive().max(7300).default(3650),
})

/** Settings of the double when it runs on its own. */
export interface QtspMockConfig {
  readonly host: string
  readonly port: number
  readonly stateDirectory: string
  readonly keyAlgorithm: KeyAlgorithm
  /** Days. */
  readonly tsaValidity: number
}

/**
 * Reads the settings from the environment (the only place that does).
 *
 * @throws QtspMockError `ERR_QTSP_MOCK_CONFIG`, naming every fault
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): QtspMockConfig {
  const settings = shape.safeParse(environment)
  if (!settings.success) throw new QtspMockError('ERR_QTSP_MOCK_CONFIG', z.prettifyError(settings.error))
  return {
    host: settings.data.QTSP_MOCK_HOST,
    port: settings.data.QTSP_MOCK_PORT,
    stateDirectory: settings.data.QTSP_MOCK_STATE_DIRECTORY,
    keyAlgorithm: settings.data.QTSP_MOCK_KEY_ALGORITHM,
    tsaValidity: settings.data.QTSP_MOCK_TSA_VALIDITY,
  }
}

/** Names under which the environment calls itself; the double refuses production by any of them. */
export function environmentNames(environment: NodeJS.ProcessEnv = process.env): readonly (string | undefined)[] {
  return [environment['NODE_ENV']]
}
