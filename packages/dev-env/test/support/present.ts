import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const isPresent = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((directory) => {
    try {
      accessSync(join(directory, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })

/** Whether this machine has all of these programs; a test that needs one it lacks is skipped by name. */
export const present = (...programs: string[]): boolean => programs.every(isPresent)
