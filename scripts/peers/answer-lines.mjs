import { readFileSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

/**
 * Answers each line of JSON `{file, out, password, pkcs12, passphrase}` with one: `{signed: true}` when `sign` gave
 * the bytes of a signed file, which are then in `out`, or `{refused}` with what it threw.
 */
export function answerLines(sign) {
  // What a library prints must not mix with the answers.
  console.log = console.error
  console.info = console.error
  const lines = createInterface({ input: process.stdin })
  let turn = Promise.resolve()
  lines.on('line', (line) => {
    turn = turn.then(async () => process.stdout.write(`${JSON.stringify(await answer(sign, JSON.parse(line)))}\n`))
  })
}

async function answer(sign, job) {
  try {
    writeFileSync(job.out, await sign({ ...job, pdf: readFileSync(job.file), p12: readFileSync(job.pkcs12) }))
    return { signed: true }
  } catch (error) {
    return { refused: String(error).slice(0, 300) }
  }
}
