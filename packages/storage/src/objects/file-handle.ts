import { createHash, timingSafeEqual } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { hasCode } from '../error-code.ts'
import { StorageError } from '../errors.ts'
import type { ExpectedObject, ObjectHandle } from './object-store.ts'

/** How much is read at once. */
export const chunkBytes = 256 * 1024

/** Opens a file for synchronous positional reads, which is what a lazy PDF parser needs. */
export function openFile(path: string): ObjectHandle {
  const descriptor = open(path)
  const { size } = fstatSync(descriptor)
  let closed = false
  const close = () => {
    if (!closed) closeSync(descriptor)
    closed = true
  }
  const readInto = (position: number, target: Uint8Array): void => {
    if (closed) throw new TypeError('the object was closed')
    checkRange(size, position, target.length)
    let done = 0
    while (done < target.length) {
      const count = readSync(descriptor, target, done, target.length - done, position + done)
      if (count === 0) throw new StorageError('ERR_STORAGE_OBJECT_DAMAGED', 'the object ends too early')
      done += count
    }
  }
  const read = (position: number, length: number): Uint8Array => {
    checkRange(size, position, length)
    const bytes = new Uint8Array(length)
    readInto(position, bytes)
    return bytes
  }
  return { size, read, readInto, close, [Symbol.dispose]: close }
}

/** @throws StorageError `ERR_STORAGE_OBJECT_RANGE` */
export function checkRange(size: number, position: number, length: number): void {
  const whole = Number.isSafeInteger(position) && Number.isSafeInteger(length)
  if (whole && position >= 0 && length >= 0 && position + length <= size) return
  throw new StorageError('ERR_STORAGE_OBJECT_RANGE', 'read outside the object')
}

/** Yields a stretch in chunks, letting others run in between. */
export async function* chunks(handle: ObjectHandle, position: number, length: number): AsyncGenerator<Uint8Array> {
  for (let done = 0; done < length; done += chunkBytes) {
    yield handle.read(position + done, Math.min(chunkBytes, length - done))
    await setImmediate()
  }
}

/**
 * Reads everything and compares it with what the row says.
 *
 * @throws StorageError `ERR_STORAGE_OBJECT_DAMAGED`
 */
export async function checkWhole(handle: ObjectHandle, expected: ExpectedObject): Promise<void> {
  const hash = createHash('sha256')
  if (handle.size === expected.size) {
    for await (const chunk of chunks(handle, 0, handle.size)) hash.update(chunk)
    const wanted = Buffer.from(expected.sha256, 'base64url')
    if (wanted.length === 32 && timingSafeEqual(hash.digest(), wanted)) return
  }
  throw new StorageError('ERR_STORAGE_OBJECT_DAMAGED', 'the object is not what was stored')
}

function open(path: string): number {
  try {
    return openSync(path, 'r')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) {
      throw new StorageError('ERR_STORAGE_OBJECT_MISSING', 'no object has this key', { cause: error })
    }
    throw error
  }
}
