import { CodedError } from '@waarmerk/coded-error'
import type { Mutation } from '../mutations/bytes.ts'
import type { Random } from '../random.ts'

/** A sound input, to be damaged. */
export interface Seed {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Something of ours that reads what strangers send. */
export interface Subject {
  readonly name: string
  readonly seeds: readonly Seed[]
  readonly mutations: readonly Mutation[]
  /** Makes what was damaged consistent again around the damage, so that readers come to it. */
  readonly repair?: (bytes: Uint8Array, random: Random) => Uint8Array
  /**
   * Does with the bytes all that the product does with such.
   *
   * @returns how it ended: done, or the code it was refused with
   * @throws whatever is neither: that is a finding
   */
  use(bytes: Uint8Array): Promise<string>
}

/** Broken on our side although it has a code, or a result that is not what it must be. */
export class SoakFinding extends Error {}

/**
 * Runs one step; a refusal with a code of ours is an outcome like another, unless the code says that we are at fault.
 *
 * @returns the result, or the code it was refused with
 */
export async function attempt<T>(step: () => T | Promise<T>): Promise<{ result: T } | { code: string }> {
  try {
    return { result: await step() }
  } catch (error) {
    if (!(error instanceof CodedError) || error.kind === 'defect') throw error
    return { code: error.code }
  }
}
