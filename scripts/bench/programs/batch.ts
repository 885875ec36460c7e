import { readFileSync } from 'node:fs'
import process from 'node:process'
import { Worker } from 'node:worker_threads'
import { bytesSource } from '@waarmerk/pdf'
import { memorySigner, readKey } from './engine.ts'
import { answerNumbers } from './rounds.ts'

/** Documents sealed, one after the other or side by side. */
export interface BatchRound {
  readonly sync: Timing
  readonly inFlight: Timing
  readonly workers: Timing
}

interface Timing {
  readonly wallSeconds: number
  readonly cpuSeconds: number
}

const [document = '', keys = ''] = process.argv.slice(2)
const bytes = new Uint8Array(readFileSync(document))
const atOnce = 8
const chunk = 8
const threads = 2

const signSync = memorySigner(readKey(keys, 'main').signer)
const signInPool = memorySigner(readKey(keys, 'pool').signer)
const workers = Array.from({ length: threads }, () => {
  return new Worker(new URL('batch-worker.ts', import.meta.url), { workerData: { document, keys } })
})

await answerNumbers(
  async (count): Promise<BatchRound> => ({
    sync: await timing(() => one(signSync, count)),
    inFlight: await timing(() => Promise.all(Array.from({ length: atOnce }, () => one(signInPool, count / atOnce)))),
    workers: await timing(() => inWorkers(count)),
  }),
)
for (const worker of workers) await worker.terminate()

async function one(sign: ReturnType<typeof memorySigner>, count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1) await sign(bytesSource(bytes))
}

/** Each worker gets another chunk as soon as it has done one. */
async function inWorkers(count: number): Promise<void> {
  let left = count
  const feed = async (worker: Worker): Promise<void> => {
    while (left > 0) {
      const part = Math.min(chunk, left)
      left -= part
      worker.postMessage(part)
      await new Promise<void>((resolve) => worker.once('message', () => resolve()))
    }
  }
  await Promise.all(workers.map(feed))
}

async function timing(act: () => Promise<unknown>): Promise<Timing> {
  const cpu = process.cpuUsage()
  const began = performance.now()
  await act()
  const wallSeconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpu)
  return { wallSeconds, cpuSeconds: (user + system) / 1e6 }
}
