import { createRandom } from './random.ts'
import type { Subject } from './subjects/subject.ts'

/** One damaged input. */
export interface SoakInput {
  readonly subject: Subject
  /** The sound file it was, and what was done to it. */
  readonly origin: string
  readonly bytes: Uint8Array
}

/** Of so many inputs one is a message, the others are documents. */
const oneMessageIn = 4
const mostMutations = 4

/** Makes the input with this number: always the same for the same seed, subjects and corpus. */
export function makeInput(seed: number, index: number, [documents, ...messages]: readonly Subject[]): SoakInput {
  const random = createRandom(seed, index)
  const subject = messages.length > 0 && random.oneIn(oneMessageIn) ? random.pick(messages) : documents
  if (subject === undefined) throw new RangeError('no subject')
  const { name, bytes: sound } = random.pick(subject.seeds)
  const done: string[] = []
  let bytes = sound
  const wanted = random.oneIn(2) ? 1 : 1 + random.below(mostMutations)
  while (done.length < wanted && bytes.length > 0) {
    const mutation = random.pick(subject.mutations)
    bytes = mutation(bytes, random, random.pick(subject.seeds).bytes)
    done.push(mutation.name)
  }
  if (subject.repair !== undefined && !random.oneIn(3)) {
    bytes = subject.repair(bytes, random)
    done.push('repair')
  }
  return { subject, origin: [name, ...done].join(', '), bytes }
}
