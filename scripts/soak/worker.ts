import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { makeInput } from './input.ts'
import { documentSubject } from './subjects/document.ts'
import { messageSubjects } from './subjects/messages.ts'
import type { Subject } from './subjects/subject.ts'
import { useInput } from './use-input.ts'

/** What the pool gives to a worker. */
export interface WorkerTask {
  readonly seed: number
  readonly corpus: string | undefined
  /** Taken from here: the number of the next input (in `next[0]`), up to `end`. */
  readonly next: Int32Array
  readonly end: number
  /** The input this worker is at, for the watchdog; -1 when it is at none. */
  readonly current: Int32Array
}

/** Every subject: documents first. */
export async function allSubjects(corpus: string | undefined): Promise<Subject[]> {
  return [await documentSubject(corpus), ...messageSubjects()]
}

if (!isMainThread && parentPort !== null) {
  const { seed, corpus, next, end, current } = workerData as WorkerTask
  const subjects = await allSubjects(corpus)
  for (let index = Atomics.add(next, 0, 1); index < end; index = Atomics.add(next, 0, 1)) {
    const input = makeInput(seed, index, subjects)
    Atomics.store(current, 0, index)
    parentPort.postMessage({ index, ...(await useInput(input)) })
    Atomics.store(current, 0, -1)
  }
}
