import { createHash } from 'node:crypto'
import { type FileHandle, link, mkdir, open, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StorageError } from '../errors.ts'
import { freshKey, keyPath } from './object-key.ts'
import type { ObjectSource, StoredObject } from './object-store.ts'

/** Where unfinished uploads live, below the store's directory. */
export const unfinishedFolder = 'unfinished'

/**
 * Writes one object: stream to an unfinished file, hash on the way, sync the file, give it its name, sync
 * the folders. A crash leaves an unfinished file or a whole object, never half of one.
 */
export async function writeObject(directory: string, source: ObjectSource, maxBytes: number): Promise<StoredObject> {
  const key = freshKey()
  const unfinished = join(directory, unfinishedFolder, key)
  await written(() => mkdir(dirname(unfinished), { recursive: true, mode: 0o700 }))
  const file = await written(() => open(unfinished, 'wx', 0o400))
  try {
    const { size, sha256 } = await copy(source, file, maxBytes)
    await written(() => file.sync())
    await written(() => nameFile(directory, unfinished, key))
    return { key, size, sha256 }
  } finally {
    await file.close()
    await rm(unfinished, { force: true })
  }
}

async function copy(source: ObjectSource, file: FileHandle, maxBytes: number) {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of source instanceof Uint8Array ? [source] : source) {
    size += chunk.length
    if (size > maxBytes) {
      throw new StorageError('ERR_STORAGE_OBJECT_TOO_LARGE', `the object is larger than ${maxBytes} bytes`)
    }
    hash.update(chunk)
    await written(() => writeWhole(file, chunk))
  }
  return { size, sha256: hash.digest('base64url') }
}

async function writeWhole(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.length; ) done += (await file.write(chunk, done)).bytesWritten
}

/** A hard link, not a rename: it fails where a rename would overwrite. An object is written once. */
async function nameFile(directory: string, unfinished: string, key: string): Promise<void> {
  const [shard, name] = keyPath(key)
  const folder = join(directory, shard)
  const made = await mkdir(folder, { recursive: true, mode: 0o700 })
  await link(unfinished, join(folder, name))
  await syncFolder(folder)
  if (made) await syncFolder(directory)
}

/** A file's name is only safe on disk when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Tells our own failures to write from failures of the source, which pass unchanged. */
async function written<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw new StorageError('ERR_STORAGE_OBJECT_NOT_WRITTEN', 'the object could not be written', { cause: error })
  }
}
