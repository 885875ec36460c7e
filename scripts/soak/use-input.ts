import type { SoakInput } from './input.ts'

/** What became of one input. */
export interface Outcome {
  readonly subject: string
  readonly origin: string
  /** `signed`, `accepted` or a code. */
  readonly outcome: string
  /** CPU time of this thread. */
  readonly milliseconds: number
  /** What was wrong on our side; the same for inputs that show the same. */
  readonly finding?: Finding
}

/** Something that may not happen. */
export interface Finding {
  readonly problem: string
  /** Where it happened. */
  readonly stack: string
  /** The input, to be kept. */
  readonly bytes: Uint8Array
}

/** An input may take so long, in CPU time. */
const mostMilliseconds = 2000

/**
 * Uses one input and says how that ended; never throws.
 *
 * @param cpuTime of this thread so far, in milliseconds
 */
export async function useInput({ subject, origin, bytes }: SoakInput, cpuTime = threadTime): Promise<Outcome> {
  const began = cpuTime()
  let outcome = 'finding'
  let problem: string | undefined
  let stack = ''
  try {
    outcome = await subject.use(bytes)
  } catch (error) {
    problem = error instanceof Error ? `${error.name}: ${error.message}` : `thrown: ${String(error)}`
    stack = error instanceof Error ? framesOf(error) : ''
  }
  const milliseconds = cpuTime() - began
  if (milliseconds > mostMilliseconds) problem ??= `slow: more than ${mostMilliseconds} ms, ended with ${outcome}`
  return {
    subject: subject.name,
    origin,
    outcome,
    milliseconds,
    ...(problem !== undefined && { finding: { problem, stack, bytes } }),
  }
}

function threadTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** The innermost places in our own code, without what differs from machine to machine. */
function framesOf({ stack = '', cause }: Error): string {
  const frames = [
    ...stack.matchAll(/at (?:async )?(?:(\S+) )?\(?(?:file:\/\/)?\S*?\/((?:packages|scripts)\/[^):]+:\d+)/g),
  ]
  const own = frames.slice(0, 4).map(([, name = '', place]) => `${name} ${place}`.trim())
  return [...own, ...(cause instanceof Error ? [`caused by ${cause.name}: ${cause.message}`] : [])].join(' < ')
}
