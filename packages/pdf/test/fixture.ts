import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { bytesSource, type RandomAccess } from '../src/index.ts'

export const fixtureNames = ['libreoffice', 'chromium', 'object-streams', 'linearized', 'pdf-lib'] as const

/** A committed file as a source. */
export const fixture = (name: (typeof fixtureNames)[number]): RandomAccess =>
  bytesSource(readFileSync(new URL(`./fixtures/${name}.pdf`, import.meta.url)))

/** Whether a program can be started here. */
export const present = (program: string): boolean => spawnSync(program, ['--version']).error === undefined
