import { readFile, rm, writeFile } from 'node:fs/promises'
import { DevEnvError } from '../dev-env-error.ts'

/**
 * Keeps a second process out of a state directory, above all one that would empty it.
 *
 * @returns gives the lock back
 * @throws DevEnvError `ERR_DEV_ENV_ALREADY_RUNNING`
 */
export async function lockHouse(path: string): Promise<() => Promise<void>> {
  const take = () => writeFile(path, String(process.pid), { mode: 0o600, flag: 'wx' })
  try {
    await take()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    await removeUnlessAlive(path)
    await take().catch(() => refuse('another process'))
  }
  return () => rm(path, { force: true })
}

async function removeUnlessAlive(path: string): Promise<void> {
  const pid = Number(await readFile(path, 'utf8').catch(() => ''))
  if (await isOneOfUs(pid)) refuse(`process ${pid}`)
  await rm(path, { force: true })
}

/** Process ids are used again, so a living one must also be a Node.js program where that can be seen (Linux). */
async function isOneOfUs(pid: number): Promise<boolean> {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  const program = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'node')
  return program.includes('node')
}

function refuse(who: string): never {
  throw new DevEnvError(
    'ERR_DEV_ENV_ALREADY_RUNNING',
    `${who} uses this state directory already; stop it first, or choose another with --state-directory`,
  )
}
