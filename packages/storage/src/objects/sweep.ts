import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { hasCode } from '../error-code.ts'
import { isKey } from './object-key.ts'
import { unfinishedFolder } from './write-object.ts'

/** Keys of the objects below a directory that were written before a moment. */
export async function* listObjects(directory: string, writtenBefore: Date): AsyncGenerator<string> {
  for (const shard of await names(directory)) {
    if (!/^[0-9a-f]{2}$/.test(shard)) continue
    for (const key of await names(join(directory, shard))) {
      if (isKey(key) && (await isOlder(join(directory, shard, key), writtenBefore))) yield key
    }
  }
}

/** Removes the unfinished uploads that nobody has written to since a moment. */
export async function discardUnfinished(directory: string, writtenBefore: Date): Promise<number> {
  const folder = join(directory, unfinishedFolder)
  let count = 0
  for (const name of await names(folder)) {
    if (!(await isOlder(join(folder, name), writtenBefore))) continue
    await rm(join(folder, name), { force: true })
    count += 1
  }
  return count
}

async function isOlder(path: string, moment: Date): Promise<boolean> {
  try {
    return (await stat(path)).mtime < moment
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false // Another sweeper was quicker.
    throw error
  }
}

async function names(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return []
    throw error
  }
}
