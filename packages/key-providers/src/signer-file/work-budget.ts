import { KeyProviderError } from '../key-provider-error.ts'

/** Iterations that a file may demand altogether: some seconds. Real files demand 2,000 to 600,000 a key. */
const mostIterations = 3_000_000

/** What deriving keys from a passphrase may still cost: a file says itself how often to hash, and may say absurdly often. */
export interface WorkBudget {
  /** @throws KeyProviderError `ERR_KEY_FILE_TOO_COSTLY` */
  spend(iterations: number): void
}

/** A fresh budget, for one file. */
export function workBudget(): WorkBudget {
  let left = mostIterations
  return {
    spend(iterations) {
      if (!Number.isSafeInteger(iterations) || iterations < 1 || iterations > left) {
        throw new KeyProviderError(
          'ERR_KEY_FILE_TOO_COSTLY',
          'the file demands too much work, or none, for its passphrase',
        )
      }
      left -= iterations
    },
  }
}
