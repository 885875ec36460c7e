import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { KeyError } from '../errors.ts'

const kekBytes = 32
const dayName = /^\d{4}-\d{2}-\d{2}$/

/** A key-encryption key and the name that rows store. */
export interface Kek {
  /** A UTC day, `YYYY-MM-DD`. */
  readonly name: string
  /** 32 bytes. */
  readonly key: Uint8Array
}

/**
 * Key-encryption keys, one a UTC day, shared by all instances through a directory that lies outside
 * the database and its backups (signing protocol, step 5).
 */
export interface KekStore {
  /** The day's key, made if it does not exist yet. */
  current(day: string): Kek
  /** @throws {KeyError} ERR_KEY_KEK_UNKNOWN, ERR_KEY_KEK_DAMAGED */
  get(name: string): Uint8Array
  /** Deletes the keys of days before `today` that no live transaction names. */
  prune(today: string, live: readonly string[]): void
}

/** @param directory made with mode 0700; the keys in it have mode 0600 */
export const createKekStore = (directory: string): KekStore => {
  const path = (name: string): string => {
    if (!dayName.test(name)) throw new KeyError('ERR_KEY_KEK_UNKNOWN', 'not the name of a key-encryption key')
    return join(directory, name)
  }
  const get = (name: string): Uint8Array => {
    const key = readOrNull(path(name))
    if (key === null) throw new KeyError('ERR_KEY_KEK_UNKNOWN', 'this key-encryption key is gone')
    if (key.length !== kekBytes) throw new KeyError('ERR_KEY_KEK_DAMAGED', 'a key-encryption key is damaged')
    return key
  }
  return {
    get,
    current: (day) => {
      if (readOrNull(path(day)) === null) createOnce(directory, path(day))
      return { name: day, key: get(day) }
    },
    prune: (today, live) => {
      mkdirSync(directory, { recursive: true, mode: 0o700 })
      for (const name of readdirSync(directory)) {
        if (dayName.test(name) && name < today && !live.includes(name)) rmSync(join(directory, name), { force: true })
      }
    },
  }
}

const hasCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code

const readOrNull = (path: string): Uint8Array | null => {
  try {
    return new Uint8Array(readFileSync(path))
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  }
}

/** Written beside and linked: whole or not at all, and whoever comes second finds the first one's key. */
const createOnce = (directory: string, path: string): void => {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const fresh = `${path}.${randomBytes(8).toString('hex')}`
  writeFileSync(fresh, randomBytes(kekBytes), { mode: 0o600, flag: 'wx', flush: true })
  try {
    linkSync(fresh, path)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  } finally {
    rmSync(fresh, { force: true })
  }
}
