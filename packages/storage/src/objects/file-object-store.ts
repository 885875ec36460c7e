import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { refuseInsideTransaction } from '../database/transaction-scope.ts'
import { checkRange, checkWhole, chunks, openFile } from './file-handle.ts'
import { keyPath } from './object-key.ts'
import type { ExpectedObject, ObjectHandle, ObjectStore, ObjectSweep } from './object-store.ts'
import { discardUnfinished, listObjects } from './sweep.ts'
import { writeObject } from './write-object.ts'

/**
 * An object store in a directory: one file per object, mode 0400, in 256 folders. The directory is made at
 * the first write and must be on one file system with hard links (any Linux one, NFS included).
 *
 * @example
 * const objects = createFileObjectStore('.waarmerk/objects')
 * const { key, size, sha256 } = await objects.put(request, { maxBytes: 100_000_000 })
 * using source = await objects.open(key, { size, sha256 })
 */
export function createFileObjectStore(directory: string): ObjectStore & ObjectSweep {
  const path = (key: string) => join(directory, ...keyPath(key))
  const open = async (key: string, expected?: ExpectedObject): Promise<ObjectHandle> => {
    refuseInsideTransaction('the object store was used')
    const handle = openFile(path(key))
    try {
      if (expected) await checkWhole(handle, expected)
      return handle
    } catch (error) {
      handle.close()
      throw error
    }
  }
  return {
    put: async (source, { maxBytes = Number.MAX_SAFE_INTEGER } = {}) => {
      refuseInsideTransaction('the object store was used')
      return writeObject(directory, source, maxBytes)
    },
    open,
    async *stream(key, { expected, range } = {}) {
      using handle = await open(key, expected)
      const { position, length } = range ?? { position: 0, length: handle.size }
      checkRange(handle.size, position, length)
      yield* chunks(handle, position, length)
    },
    delete: async (key) => {
      refuseInsideTransaction('the object store was used')
      await rm(path(key), { force: true })
    },
    list: (writtenBefore) => listObjects(directory, writtenBefore),
    discardUnfinished: (writtenBefore) => discardUnfinished(directory, writtenBefore),
  }
}
