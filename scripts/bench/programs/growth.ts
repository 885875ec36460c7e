import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { createDocumentSigner, inspectDocument } from '@waarmerk/pades'
import { bytesSource } from '@waarmerk/pdf'
import { readKey } from './engine.ts'
import { costOf } from './rounds.ts'

/** One file, signed again and again. */
export interface Growth {
  /** For the nth signature: bytes before it, and CPU milliseconds for it. */
  readonly signing: readonly { readonly n: number; readonly bytes: number; readonly milliseconds: number }[]
  /** What SHA-256 costs in this process. */
  readonly millisecondsPerByte: number
  /** For a file with n signatures: its size, and CPU milliseconds to validate all of them. */
  readonly validating: readonly { readonly n: number; readonly bytes: number; readonly milliseconds: number }[]
}

const [document = '', keys = '', most = '100'] = process.argv.slice(2)
const { signer } = readKey(keys)
const sign = createDocumentSigner({ signer })
const signingTime = new Date('2026-11-25T12:00:00Z')
const validatedAt = [1, 2, 5, 10, 20, 40, 60, 80, 100]
/** The fastest of so many: what disturbs only ever adds. */
const repeats = 5

await grow(10)
process.stdout.write(`${JSON.stringify(await grow(Number(most)))}\n`)

async function grow(count: number): Promise<Growth> {
  const signing: Growth['signing'][number][] = []
  const validating: Growth['validating'][number][] = []
  let file = new Uint8Array(readFileSync(document))
  for (let n = 1; n <= count; n += 1) {
    const source = bytesSource(file)
    let increments: readonly Uint8Array[] = []
    const one = async () => {
      const newField = { name: `field${n}` }
      ;({ increments } = await sign({ source, newField, level: 'B-B', signingTime }))
    }
    signing.push({ n, bytes: file.length, milliseconds: await fastest(one) })
    file = new Uint8Array(Buffer.concat([file, ...increments]))
    if (!validatedAt.includes(n)) continue
    const whole = bytesSource(file)
    validating.push({ n, bytes: file.length, milliseconds: await fastest(() => validateAll(whole)) })
  }
  return { signing, validating, millisecondsPerByte: await hashing() }
}

async function hashing(): Promise<number> {
  const block = new Uint8Array(16 * 1024 * 1024).fill(7)
  return (await fastest(async () => void createHash('sha256').update(block).digest())) / block.length
}

async function validateAll(source: ReturnType<typeof bytesSource>): Promise<void> {
  const { signatures } = await inspectDocument({ source })
  if (!signatures.every(({ valid }) => valid)) throw new Error('a signature is not valid')
}

async function fastest(act: () => Promise<void>): Promise<number> {
  const costs: number[] = []
  for (let left = repeats; left > 0; left -= 1) costs.push((await costOf(1, act)).cpu)
  return Math.min(...costs)
}
