import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { bytesSource } from '@waarmerk/pdf'
import { memorySigner, readKey } from './engine.ts'

const { document, keys } = workerData as { readonly document: string; readonly keys: string }
const bytes = new Uint8Array(readFileSync(document))
const sign = memorySigner(readKey(keys, 'main').signer)

parentPort?.on('message', async (count: number) => {
  for (let left = count; left > 0; left -= 1) await sign(bytesSource(bytes))
  parentPort?.postMessage('done')
})
