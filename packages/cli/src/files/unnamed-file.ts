import { closeSync, constants, copyFileSync, fsyncSync, openSync } from 'node:fs'
import process from 'node:process'

/** open(2): O_TMPFILE with O_DIRECTORY, which node:fs does not name. */
const temporary = 0o20200000

/**
 * A file without a name in a directory: when this process ends, however it ends, it is gone (Linux, open(2) O_TMPFILE).
 *
 * @returns its descriptor, for reading and writing; null where the system or the file system has no such files
 */
export const openUnnamed = (directory: string, mode: number): number | null => {
  if (process.platform !== 'linux') return null
  try {
    return openSync(directory, temporary | constants.O_RDWR, mode)
  } catch {
    return null
  }
}

/**
 * Gives an unnamed file, which is on the disk, a name that is not taken. `ln -L` does what node:fs cannot (linkat(2));
 * without it the name is that of a copy, on the disk too.
 *
 * @throws errors of node:fs
 */
export const nameFile = (fd: number, path: string): void => {
  // Loaded here: a small file never needs it.
  const { spawnSync } = process.getBuiltinModule('node:child_process')
  const { status } = spawnSync('ln', ['-L', '--', `/proc/${process.pid}/fd/${fd}`, path], { stdio: 'ignore' })
  if (status === 0) return
  copyFileSync(`/proc/self/fd/${fd}`, path, constants.COPYFILE_EXCL)
  const copy = openSync(path, 'r+')
  try {
    fsyncSync(copy)
  } finally {
    closeSync(copy)
  }
}
