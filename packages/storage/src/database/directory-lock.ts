import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasCode } from '../error-code.ts'
import { StorageError } from '../errors.ts'

/** A held lock. */
export interface DirectoryLock {
  /** Gives the lock back. Harmless twice. */
  release(): void
}

/**
 * Takes the lock that keeps a second process away from an embedded database: PGlite itself takes none, and
 * two writers corrupt the directory.
 *
 * Whoever wants the directory first puts its own uniquely named entry in `<directory>.lock/`, then looks: a
 * living other means refusal, a dead one's entry is removed. Two who come at the same instant may both be
 * refused; they can never both be let in. Process ids are reused, so an entry also names the start time.
 *
 * @throws StorageError `ERR_STORAGE_DATABASE_LOCKED`
 */
export function lockDirectory(directory: string): DirectoryLock {
  const entries = `${directory}.lock`
  const own = `${process.pid}-${startTime(process.pid)}-${randomBytes(8).toString('hex')}`
  mkdirSync(entries, { recursive: true, mode: 0o700 })
  writeFileSync(join(entries, own), '', { flag: 'wx', mode: 0o600 })
  const release = () => rmSync(join(entries, own), { force: true })
  for (const other of readdirSync(entries)) {
    if (other === own) continue
    const pid = Number(other.split('-')[0])
    if (isAlive(pid, other.split('-')[1])) {
      release()
      throw new StorageError('ERR_STORAGE_DATABASE_LOCKED', `the database directory is in use by process ${pid}`)
    }
    rmSync(join(entries, other), { force: true })
  }
  return { release }
}

function isAlive(pid: number, started: string | undefined): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it lives, under another user.
    return hasCode(error, 'EPERM')
  }
  const now = startTime(pid)
  return now !== undefined && (now === '0' || started === '0' || now === started)
}

/**
 * Clock ticks between boot and the start of a process (Linux, proc(5) field 22); '0' where unknown;
 * undefined for a process that has ended and only waits for its parent to notice.
 */
function startTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The second field is the program's name in brackets, which may hold spaces: count after the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? undefined : (fields[19] ?? '0')
  } catch {
    return '0'
  }
}
