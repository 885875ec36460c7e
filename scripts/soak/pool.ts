import { Worker } from 'node:worker_threads'
import { makeInput } from './input.ts'
import type { Subject } from './subjects/subject.ts'
import type { Outcome } from './use-input.ts'
import type { WorkerTask } from './worker.ts'

/** A whole run. */
export interface SoakRun {
  readonly seed: number
  readonly inputs: number
  readonly workers: number
  readonly corpus: string | undefined
  /** The same as the workers', to name and keep the input that ended one. */
  readonly subjects: readonly Subject[]
  readonly onOutcome: (outcome: Outcome & { readonly index: number }) => void
}

/** Wall time after which an input is given up; far more than an input may take, for the machine may be busy. */
const hangMilliseconds = 30_000
const heapMegabytes = 320

/** Uses every input in worker threads; one that hangs or runs out of memory is a finding and costs its worker. */
export async function runPool(run: SoakRun): Promise<void> {
  const next = new Int32Array(new SharedArrayBuffer(4))
  await Promise.all(Array.from({ length: run.workers }, () => workThrough(run, next)))
}

async function workThrough(run: SoakRun, next: Int32Array): Promise<void> {
  const current = new Int32Array(new SharedArrayBuffer(4)).fill(-1)
  while (Atomics.load(next, 0) < run.inputs) {
    Atomics.store(current, 0, -1)
    const problem = await oneWorker(run, next, current)
    const index = Atomics.load(current, 0)
    if (problem === null) return
    // One that cannot even start would be started for ever.
    if (index < 0) throw new Error(`a worker ended between two inputs: ${problem}`)
    const { subject, origin, bytes } = makeInput(run.seed, index, run.subjects)
    const finding = { problem, stack: '', bytes }
    run.onOutcome({ index, subject: subject.name, origin, outcome: 'finding', milliseconds: 0, finding })
  }
}

/** @returns why the worker ended before its time; null when its work was done */
function oneWorker(run: SoakRun, next: Int32Array, current: Int32Array): Promise<string | null> {
  const { seed, corpus, inputs: end } = run
  const workerData: WorkerTask = { seed, corpus, next, end, current }
  const worker = new Worker(new URL('worker.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  })
  let [seen, since] = [-1, performance.now()]
  let problem: string | null = null
  const watchdog = setInterval(() => {
    const index = Atomics.load(current, 0)
    if (index !== seen) [seen, since] = [index, performance.now()]
    if (index < 0 || performance.now() - since < hangMilliseconds) return
    problem = `hang: more than ${hangMilliseconds} ms`
    void worker.terminate()
  }, 500)
  return new Promise((resolve) => {
    worker.on('message', run.onOutcome)
    worker.on('error', (error) => {
      problem ??= `the worker ended: ${error.message}`
    })
    worker.on('exit', () => {
      clearInterval(watchdog)
      resolve(problem)
    })
  })
}
