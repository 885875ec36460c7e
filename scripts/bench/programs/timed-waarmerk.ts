import process from 'node:process'
import { timed } from '../../peers/timed.mjs'
import { fileSigner, readKey } from './engine.ts'

// Our engine as the peers are driven: from file to file, as often as a line on standard input says.
let sign: ReturnType<typeof fileSigner> | undefined

await timed(async ({ input, output, keys }) => {
  sign ??= fileSigner(readKey(keys).signer)
  await sign(input, output)
})
process.exitCode = 0
