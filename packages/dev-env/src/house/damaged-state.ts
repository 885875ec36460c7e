import { DevEnvError } from '../dev-env-error.ts'

/** What cannot be read any more, by the code of who met it. */
const damaged: Readonly<Record<string, string>> = {
  ERR_STORAGE_DATABASE_UNAVAILABLE: 'the database does not open',
  ERR_OIDC_MOCK_CONFIG: 'the keys of the OpenID Provider cannot be read',
  ERR_QTSP_MOCK_CONFIG: 'the keys of the time-stamp authority cannot be read',
}

/** The same failure, with what to do about it, when kept state is the reason. */
export function damagedState(error: unknown): DevEnvError | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const what = damaged[code]
  if (what === undefined) return undefined
  return new DevEnvError('ERR_DEV_ENV_STATE_DAMAGED', `${what}; start with --reset to begin anew`, { cause: error })
}
