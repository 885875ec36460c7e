import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DevEnvError } from '../dev-env-error.ts'
import { type HouseKeys, makeHouseKeys, parseHouseKeys } from './house-keys.ts'
import { lockHouse } from './house-lock.ts'
import { keptText } from './secret-file.ts'

/** Where everything is kept; nothing outside it is ever written or removed. */
export interface StateDirectory {
  readonly keys: HouseKeys
  readonly database: string
  readonly objects: string
  /** Key-encryption keys; in a real house they are kept apart from database and backups. */
  readonly kek: string
  readonly openIdProvider: string
  readonly timestampAuthority: string
  /** Lets another process in. */
  release(): Promise<void>
}

const keysFile = 'keys.json'
const lockFile = 'running.pid'
const parts = {
  database: 'database',
  objects: 'objects',
  kek: 'kek',
  openIdProvider: 'openid-provider',
  timestampAuthority: 'timestamp-authority',
} as const

/**
 * Opens the state directory, and makes what is not there yet: directories 0700, secrets 0600. What is there is
 * kept, so that yesterday's files still verify.
 *
 * @param options.reset first removes what this program keeps there, and nothing else
 * @throws DevEnvError `ERR_DEV_ENV_ALREADY_RUNNING`, `ERR_DEV_ENV_STATE_DAMAGED`, `ERR_DEV_ENV_STATE_UNUSABLE`
 */
export async function openStateDirectory(directory: string, options: { reset: boolean }): Promise<StateDirectory> {
  const release = await usable(async () => {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    return lockHouse(join(directory, lockFile))
  })
  try {
    if (options.reset) await usable(() => empty(directory))
    await refuseHalf(directory)
    const keys = await usable(() => keptText(join(directory, keysFile), makeHouseKeys))
    const paths = Object.entries(parts).map(([name, part]) => [name, join(directory, part)])
    return { keys: parseHouseKeys(keys), ...(Object.fromEntries(paths) as typeof parts), release }
  } catch (error) {
    await release()
    throw error
  }
}

async function empty(directory: string): Promise<void> {
  const ours = new Set<string>([keysFile, ...Object.values(parts), `${parts.database}.lock`, `${parts.database}.part`])
  for (const name of await readdir(directory)) {
    if (ours.has(name) || name.startsWith(`${keysFile}.`))
      await rm(join(directory, name), { recursive: true, force: true })
  }
}

/** The keys are made first: rows and objects without them belong to keys that are gone. */
async function refuseHalf(directory: string): Promise<void> {
  const present = await readdir(directory)
  const data = Object.values<string>(parts).filter((part) => present.includes(part))
  if (data.length > 0 && !present.includes(keysFile)) {
    throw new DevEnvError('ERR_DEV_ENV_STATE_DAMAGED', `${keysFile} is missing beside ${data[0]}; start with --reset`)
  }
}

async function usable<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof DevEnvError) throw cause
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown reason'
    throw new DevEnvError('ERR_DEV_ENV_STATE_UNUSABLE', `the state directory cannot be used (${reason})`, { cause })
  }
}
