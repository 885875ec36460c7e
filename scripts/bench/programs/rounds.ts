import process from 'node:process'
import { createInterface } from 'node:readline'

/** Time of one repetition, in milliseconds. */
export interface Cost {
  readonly cpu: number
  readonly wall: number
}

/** Answers each line of standard input, which holds a number, with a line of JSON. */
export async function answerNumbers(answer: (count: number) => unknown): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify(await answer(Number(line)))}\n`)
  }
}

/** What `act` costs each time, of `count` times. */
export async function costOf(count: number, act: () => unknown): Promise<Cost> {
  const cpu = process.cpuUsage()
  const began = performance.now()
  for (let left = count; left > 0; left -= 1) {
    const result = act()
    if (result instanceof Promise) await result
  }
  const wall = (performance.now() - began) / count
  const { user, system } = process.cpuUsage(cpu)
  return { cpu: (user + system) / 1000 / count, wall }
}
