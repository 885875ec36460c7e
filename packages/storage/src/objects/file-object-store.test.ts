import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { runInsideTransaction } from '../database/transaction-scope.ts'
import { createFileObjectStore } from './file-object-store.ts'
import { objectStoreContract } from './object-store.contract.ts'

let root: string
let directory: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'waarmerk-objects-'))
  directory = join(root, 'made', 'on', 'demand')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const pathOf = (key: string) => join(directory, key.slice(0, 2), key)

describe('every object store', () => objectStoreContract(() => createFileObjectStore(directory)))

test('an object is one read-only file that only its owner may read', async () => {
  const { key } = await createFileObjectStore(directory).put(Uint8Array.of(1, 2, 3))
  expect(statSync(pathOf(key)).mode & 0o777).toBe(0o400)
  expect(readFileSync(pathOf(key))).toEqual(Buffer.from([1, 2, 3]))
  expect(readdirSync(join(directory, 'unfinished'))).toEqual([])
})

test('one changed byte on disk is noticed when the object is opened', async () => {
  const store = createFileObjectStore(directory)
  const stored = await store.put(new TextEncoder().encode('twaalfhonderd euro'))
  chmodSync(pathOf(stored.key), 0o600)
  writeFileSync(pathOf(stored.key), 'twaalfduizend euro')
  await expect(store.open(stored.key, stored)).rejects.toMatchObject({ code: 'ERR_STORAGE_OBJECT_DAMAGED' })
})

test('a file cut short under an open handle is damage, not an endless read', async () => {
  const store = createFileObjectStore(directory)
  const { key } = await store.put(new Uint8Array(100))
  using handle = await store.open(key)
  chmodSync(pathOf(key), 0o600)
  writeFileSync(pathOf(key), 'short')
  expect(() => handle.read(0, 100)).toThrow(expect.objectContaining({ code: 'ERR_STORAGE_OBJECT_DAMAGED' }))
})

test('an unfinished upload of a crashed process is not an object, and is swept by its age', async () => {
  const store = createFileObjectStore(directory)
  const { key } = await store.put(Uint8Array.of(1))
  const left = join(directory, 'unfinished', 'a'.repeat(40))
  writeFileSync(left, 'half')
  utimesSync(left, new Date('2026-01-01'), new Date('2026-01-01'))
  const keys: string[] = []
  for await (const found of store.list(new Date('2100-01-01'))) keys.push(found)
  expect(keys).toEqual([key])
  expect(await store.discardUnfinished(new Date('2025-12-31'))).toBe(0)
  expect(await store.discardUnfinished(new Date('2026-01-02'))).toBe(1)
})

test('a store that cannot write says so, as a failure from outside', async () => {
  mkdirSync(join(root, 'made'))
  writeFileSync(join(root, 'made', 'on'), 'a file where a folder should be')
  await expect(createFileObjectStore(directory).put(Uint8Array.of(1))).rejects.toMatchObject({
    code: 'ERR_STORAGE_OBJECT_NOT_WRITTEN',
    kind: 'upstream',
  })
})

test('inside a database transaction the store refuses', async () => {
  const store = createFileObjectStore(directory)
  const { key } = await store.put(Uint8Array.of(1))
  await runInsideTransaction(async () => {
    await expect(store.put(Uint8Array.of(1))).rejects.toThrow(TypeError)
    await expect(store.open(key)).rejects.toThrow(TypeError)
    await expect(store.delete(key)).rejects.toThrow(TypeError)
  })
})
