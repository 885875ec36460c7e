import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import type { OnceResult } from '../../src/once/once.ts'
import { demo, type Ended } from './run-command.ts'

/** A run of the real command that must succeed. */
export interface SignedOnce extends OnceResult {
  readonly ended: Ended
}

/** Signs with the real command and reads its last line. */
export async function signOnce(pdf: string, persona: string, directory: string): Promise<SignedOnce> {
  const ended = await demo('--once', '--pdf', pdf, '--persona', persona, '--out', join(directory, 'out'))
  expect(ended).toMatchObject({ exitCode: 0, stderr: '' })
  const result = JSON.parse(ended.stdout.trimEnd().split('\n').at(-1) ?? '') as OnceResult
  mkdirSync(join(directory, 'pieces'))
  return { ...result, ended }
}
