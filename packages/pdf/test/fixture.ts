import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { bytesSource, type RandomAccess } from '../src/index.ts'

export const fixtureNames = ['libreoffice', 'chromium', 'object-streams', 'linearized', 'pdf-lib'] as const

/** A committed file as a source. */
export const fixture = (name: (typeof fixtureNames)[number]): RandomAccess =>
  bytesSource(readFileSync(new URL(`./fixtures/${name}.pdf`, import.meta.url)))

/** Files whose owner password is `eigenaar`, with their user password. */
export const encryptedFixtures = {
  'rc4-40': 'gebruiker',
  'rc4-128': 'gebruiker',
  'aes-128': 'gebruiker',
  'aes-256-r5': 'gebruiker',
  'aes-256': '',
} as const

export const encryptedNames = Object.keys(encryptedFixtures) as (keyof typeof encryptedFixtures)[]

/** A committed encrypted file. */
export const encryptedFixture = (name: keyof typeof encryptedFixtures): RandomAccess =>
  bytesSource(readFileSync(new URL(`./fixtures/encrypted/${name}.pdf`, import.meta.url)))

/** Whether a program can be started here. */
export const present = (program: string): boolean => spawnSync(program, ['--version']).error === undefined
