import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { lockDirectory } from './directory-lock.ts'

let root: string
let directory: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'waarmerk-lock-'))
  directory = join(root, 'db')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const leave = (entry: string) => {
  mkdirSync(`${directory}.lock`, { recursive: true })
  writeFileSync(join(`${directory}.lock`, entry), '')
}
const locked = expect.objectContaining({ code: 'ERR_STORAGE_DATABASE_LOCKED', kind: 'upstream' })

test('a second taker is refused until the first gives back', () => {
  const first = lockDirectory(directory)
  expect(() => lockDirectory(directory)).toThrow(locked)
  first.release()
  first.release()
  lockDirectory(directory).release()
  expect(readdirSync(`${directory}.lock`)).toEqual([])
})

test('the lock of a process that died is taken over', () => {
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  leave(`${pid}-1-dead`)
  const lock = lockDirectory(directory)
  expect(readdirSync(`${directory}.lock`)).toHaveLength(1)
  lock.release()
})

test('the lock of a living process holds, and the refusal names it', () => {
  const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'])
  try {
    const stat = readFileSync(`/proc/${other.pid}/stat`, 'latin1')
    leave(`${other.pid}-${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}-alive`)
    expect(() => lockDirectory(directory)).toThrow(`process ${other.pid}`)
  } finally {
    other.kill()
  }
})

test('a process that merely got the dead one’s number does not hold its lock', () => {
  leave(`${process.pid}-1-reused`)
  lockDirectory(directory).release()
})

test('rubbish in the lock folder locks nobody out', () => {
  leave('rubbish')
  leave('-1-1-x')
  lockDirectory(directory).release()
})
