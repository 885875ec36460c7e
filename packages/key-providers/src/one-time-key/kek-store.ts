import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { KeyProviderError } from '../key-provider-error.ts'

/** A key-encryption key and the name that a sealed row stores. */
export interface NamedKek {
  readonly name: string
  /** 32 bytes. */
  readonly key: Uint8Array
}

/** Key-encryption keys by UTC day; kept outside database and backups, so that those hold nothing usable. */
export interface KekStore {
  /**
   * The key of a day, made when this is its first use; processes that race get the same one.
   *
   * @param day UTC, `YYYY-MM-DD`
   */
  current(day: string): NamedKek
  /** @throws KeyProviderError `ERR_KEY_KEK_UNKNOWN` when it was pruned or never was */
  get(name: string): Uint8Array
  /**
   * Deletes the keys of days before `today` that no live transaction names. Call it with the names read after
   * midnight plus the longest time between {@link current} and storing what it sealed.
   */
  prune(today: string, liveNames: Iterable<string>): void
}

const keySize = 32
const names = /^\d{4}-\d{2}-\d{2}$/
const drafts = /^\.(\d{4}-\d{2}-\d{2})\.[0-9a-f]{32}$/

/**
 * Keeps the keys as files of mode 0600 in a directory of mode 0700, which is made when it is not there. Instances that
 * share the directory share the keys.
 *
 * @throws KeyProviderError `ERR_KEY_KEK_EXPOSED` on use, when others may read a key; `ERR_KEY_KEK_DAMAGED`
 * @example
 * const keks = createKekStore('.waarmerk/kek')
 * const { name, key } = keks.current(now.toISOString().slice(0, 10))
 */
export function createKekStore(directory: string): KekStore {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const pathOf = (name: string) => join(directory, requireDay(name))
  return {
    current(day) {
      const key = readKey(pathOf(day)) ?? createKey(directory, day)
      return { name: day, key }
    },
    get(name) {
      const key = names.test(name) ? readKey(pathOf(name)) : undefined
      if (key === undefined) throw new KeyProviderError('ERR_KEY_KEK_UNKNOWN', 'there is no such key-encryption key')
      return key
    },
    prune(today, liveNames) {
      const live = new Set(liveNames)
      requireDay(today)
      for (const file of readdirSync(directory)) {
        // A draft is what a process left behind that died while making a key: the same secret by another name.
        const day = drafts.exec(file)?.[1] ?? file
        const keep = file === day ? live.has(day) : false
        if (names.test(day) && day < today && !keep) rmSync(join(directory, file), { force: true })
      }
    },
  }
}

function requireDay(day: string): string {
  if (!names.test(day)) throw new TypeError('a day is written YYYY-MM-DD')
  return day
}

function readKey(path: string): Uint8Array | undefined {
  const descriptor = openIfThere(path)
  if (descriptor === undefined) return undefined
  try {
    // Windows has no such modes; there the directory's access list is the operator's to set.
    const exposed = process.platform !== 'win32' && (fstatSync(descriptor).mode & 0o077) !== 0
    if (exposed) throw new KeyProviderError('ERR_KEY_KEK_EXPOSED', 'a key-encryption key is readable by others')
    const key = new Uint8Array(readFileSync(descriptor))
    if (key.length !== keySize) throw new KeyProviderError('ERR_KEY_KEK_DAMAGED', 'a key-encryption key is damaged')
    return key
  } finally {
    closeSync(descriptor)
  }
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, 'r')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw error
  }
}

// Written whole under another name, then linked: link fails where the name is taken, so the first of all wins, and no
// process ever sees half a key.
function createKey(directory: string, day: string): Uint8Array {
  const path = join(directory, day)
  const draft = join(directory, `.${day}.${randomBytes(16).toString('hex')}`)
  try {
    writeDurably(draft, randomBytes(keySize))
    linkIfAbsent(draft, path)
  } finally {
    rmSync(draft, { force: true })
  }
  syncDirectory(directory)
  const key = readKey(path)
  if (key === undefined)
    throw new KeyProviderError('ERR_KEY_KEK_UNKNOWN', 'a key-encryption key was taken away at once')
  return key
}

function writeDurably(path: string, bytes: Uint8Array): void {
  const descriptor = openSync(path, 'wx', 0o600)
  try {
    writeSync(descriptor, bytes)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function linkIfAbsent(draft: string, path: string): void {
  try {
    linkSync(draft, path)
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  }
}

// A key that a crash takes away would take along what it sealed.
function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(directory, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

const isCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException | undefined)?.code === code
