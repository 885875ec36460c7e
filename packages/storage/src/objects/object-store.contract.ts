import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { chunkBytes } from './file-handle.ts'
import type { ObjectStore, ObjectSweep } from './object-store.ts'

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64url')
const bytes = Uint8Array.from({ length: 2 * chunkBytes + 7 }, (_, index) => (index * 31) % 251)

async function* slowly(parts: readonly Uint8Array[]) {
  for (const part of parts) {
    await new Promise((resolve) => setImmediate(resolve))
    yield part
  }
}

async function collect(chunks: AsyncIterable<Uint8Array>) {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return Buffer.concat(parts)
}

/** What every adapter of the object store must do. `store` is empty at the start and keeps its place. */
export function objectStoreContract(store: () => ObjectStore & ObjectSweep): void {
  const never = new Date(0)
  const later = () => new Date(Date.now() + 60_000)

  test('what is streamed in comes out again, with its size and digest', async () => {
    const stored = await store().put(slowly([bytes.subarray(0, 10), bytes.subarray(10)]))
    expect(stored).toEqual({ key: expect.any(String), size: bytes.length, sha256: digest(bytes) })
    expect(Buffer.compare(await collect(store().stream(stored.key, { expected: stored })), bytes)).toBe(0)
  })

  test('an empty object is an object', async () => {
    const stored = await store().put(new Uint8Array(0))
    expect(stored).toMatchObject({ size: 0, sha256: digest(new Uint8Array(0)) })
    using handle = await store().open(stored.key, stored)
    expect(handle.read(0, 0)).toHaveLength(0)
  })

  test('the same bytes twice are two objects', async () => {
    const [first, second] = [await store().put(bytes), await store().put(bytes)]
    expect(first.key).not.toBe(second.key)
    await store().delete(first.key)
    using handle = await store().open(second.key, second)
    expect(handle.size).toBe(bytes.length)
  })

  test('positional reads give exactly what was asked, and nothing outside the object', async () => {
    const stored = await store().put(bytes)
    using handle = await store().open(stored.key, stored)
    expect(handle.read(chunkBytes - 2, 5)).toEqual(bytes.slice(chunkBytes - 2, chunkBytes + 3))
    expect(handle.read(bytes.length, 0)).toHaveLength(0)
    for (const [position, length] of [
      [-1, 1],
      [0, -1],
      [0, bytes.length + 1],
      [bytes.length, 1],
      [0.5, 1],
      [0, Number.NaN],
    ]) {
      expect(() => handle.read(position ?? 0, length ?? 0)).toThrow(
        expect.objectContaining({ code: 'ERR_STORAGE_OBJECT_RANGE' }),
      )
    }
  })

  test('a closed object cannot be read', async () => {
    const stored = await store().put(bytes)
    const handle = await store().open(stored.key)
    handle.close()
    handle.close()
    expect(() => handle.read(0, 1)).toThrow(TypeError)
  })

  test('a range is streamed in bounded chunks', async () => {
    const { key, ...expected } = await store().put(bytes)
    const lengths: number[] = []
    const range = { position: 3, length: chunkBytes + 1 }
    const parts: Uint8Array[] = []
    for await (const chunk of store().stream(key, { expected, range })) {
      lengths.push(chunk.length)
      parts.push(chunk)
    }
    expect(lengths).toEqual([chunkBytes, 1])
    expect(Buffer.compare(Buffer.concat(parts), bytes.subarray(3, 3 + range.length))).toBe(0)
    const outside = { position: 1, length: bytes.length }
    await expect(collect(store().stream(key, { range: outside }))).rejects.toMatchObject({
      code: 'ERR_STORAGE_OBJECT_RANGE',
    })
  })

  test('bytes that are not those of the row are refused before the first one leaves', async () => {
    const { key, size } = await store().put(bytes)
    const wrong = [
      { size, sha256: digest(new Uint8Array(1)) },
      { size: size - 1, sha256: digest(bytes) },
      { size, sha256: '' },
    ]
    for (const expected of wrong) {
      const refused = { code: 'ERR_STORAGE_OBJECT_DAMAGED', kind: 'defect' }
      await expect(store().open(key, expected)).rejects.toMatchObject(refused)
      let left = 0
      const reading = async () => {
        for await (const chunk of store().stream(key, { expected })) left += chunk.length
      }
      await expect(reading()).rejects.toMatchObject(refused)
      expect(left).toBe(0)
    }
  })

  test('an upload over the limit is stopped while it streams and leaves nothing', async () => {
    let given = 0
    async function* endless() {
      for (;;) {
        given += 1000
        yield new Uint8Array(1000)
      }
    }
    const refused = { code: 'ERR_STORAGE_OBJECT_TOO_LARGE', kind: 'caller' }
    await expect(store().put(endless(), { maxBytes: 2500 })).rejects.toMatchObject(refused)
    expect(given).toBe(3000)
    expect(await store().put(new Uint8Array(2500), { maxBytes: 2500 })).toMatchObject({ size: 2500 })
    expect(await store().discardUnfinished(later())).toBe(0)
  })

  test('an upload whose sender goes away leaves nothing, and the sender’s error passes unchanged', async () => {
    const gone = new Error('aborted')
    async function* broken() {
      yield bytes
      throw gone
    }
    const before = await collectKeys(store().list(later()))
    await expect(store().put(broken())).rejects.toBe(gone)
    expect(await collectKeys(store().list(later()))).toEqual(before)
    expect(await store().discardUnfinished(later())).toBe(0)
  })

  test('a deleted object is gone, and deleting it again is harmless', async () => {
    const { key } = await store().put(bytes)
    await store().delete(key)
    await store().delete(key)
    await expect(store().open(key)).rejects.toMatchObject({ code: 'ERR_STORAGE_OBJECT_MISSING' })
    await expect(collect(store().stream(key))).rejects.toMatchObject({ code: 'ERR_STORAGE_OBJECT_MISSING' })
  })

  test('no key reaches outside the store', async () => {
    const { key } = await store().put(bytes)
    for (const bad of [
      '',
      '..',
      '../../etc/passwd',
      `../${key}`,
      `${key}/../x`,
      key.toUpperCase(),
      `${key}\0`,
      `${key}0`,
    ]) {
      const refused = { code: 'ERR_STORAGE_OBJECT_KEY_INVALID' }
      await expect(store().open(bad)).rejects.toMatchObject(refused)
      await expect(store().delete(bad)).rejects.toMatchObject(refused)
      await expect(collect(store().stream(bad))).rejects.toMatchObject(refused)
    }
  })

  test('the sweeper sees the objects written before a moment and no younger ones', async () => {
    const { key } = await store().put(bytes)
    expect(await collectKeys(store().list(later()))).toContain(key)
    expect(await collectKeys(store().list(never))).toEqual([])
  })
}

async function collectKeys(keys: AsyncIterable<string>) {
  const all: string[] = []
  for await (const key of keys) all.push(key)
  return all
}
