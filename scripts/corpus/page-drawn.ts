import { createHash } from 'node:crypto'
import { runProgram } from '../judges/run-program.ts'
import type { CorpusFile } from './corpus-files.ts'

const seconds = 20
const longestSide = '200'

/** A digest of the first page as poppler draws it, small; `undefined` when it draws nothing. */
export async function firstPageDrawn(path: string, { password }: CorpusFile): Promise<string | undefined> {
  const unlock = password === undefined ? [] : ['-upw', password, '-opw', password]
  const args = ['-q', '-f', '1', '-l', '1', '-scale-to', longestSide, ...unlock, path]
  const { status, stdout } = await runProgram('pdftoppm', args, seconds, 'latin1')
  return status === 0 && stdout !== '' ? createHash('sha256').update(stdout, 'latin1').digest('hex') : undefined
}
