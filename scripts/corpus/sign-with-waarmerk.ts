import { createPrivateKey, sign, X509Certificate } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { CodedError } from '@waarmerk/coded-error'
import { createDocumentSigner } from '@waarmerk/pades'
import { bytesSource } from '@waarmerk/pdf'
import type { SigningJob } from '../peers/peers.ts'

// Our engine as a program of lines, so that a crash or a hang of it is seen as those of the peers are.
const [certificate = '', issuer = '', key = ''] = process.argv.slice(2)
const privateKey = createPrivateKey(readFileSync(key))
const signDocument = createDocumentSigner({
  signer: {
    algorithm: 'rsa-sha256',
    certificates: [certificate, issuer].map((path) => new X509Certificate(readFileSync(path)).raw),
    sign: async ({ data }) => sign('sha256', data, privateKey),
  },
})

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`)
}

async function answer(job: SigningJob): Promise<object> {
  try {
    writeFileSync(job.out, await signed(job))
    return { signed: true }
  } catch (error) {
    if (error instanceof CodedError) return { code: error.code, refused: error.message }
    return { crashed: error instanceof Error ? error.stack : String(error) }
  }
}

async function signed({ file, password }: SigningJob): Promise<Uint8Array> {
  const original = readFileSync(file)
  const { increments } = await signDocument({
    source: bytesSource(original),
    level: 'B-B',
    newField: { name: 'CorpusRun' },
    signingTime: new Date(),
    ...(password === undefined ? {} : { password }),
  })
  return Buffer.concat([original, ...increments])
}
