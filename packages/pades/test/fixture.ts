import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { bytesSource, type RandomAccess } from '@waarmerk/pdf'

export const fixtureNames = ['libreoffice', 'chromium', 'object-streams', 'linearized', 'pdf-lib'] as const

/** A file of packages/pdf/test/fixtures as a source. */
export const fixture = (name: (typeof fixtureNames)[number]): RandomAccess =>
  bytesSource(readFileSync(new URL(`../../pdf/test/fixtures/${name}.pdf`, import.meta.url)))

/** Encrypted files of that folder, and the password that may do everything. */
export const encryptedNames = ['rc4-40', 'rc4-128', 'aes-128', 'aes-256-r5', 'aes-256'] as const
export const ownerPassword = 'eigenaar'

/** An encrypted file as a source. */
export const encryptedFixture = (name: (typeof encryptedNames)[number]): RandomAccess =>
  bytesSource(readFileSync(new URL(`../../pdf/test/fixtures/encrypted/${name}.pdf`, import.meta.url)))

/** Whether a program can be started here. */
export const present = (program: string): boolean => spawnSync(program, ['--version']).error === undefined
