/** Numbers that look random and are the same again for the same seed. Not for secrets. */
export interface Random {
  /** A whole number from 0 to `bound` - 1; 0 for a bound of 0. */
  below(bound: number): number
  /** Whether something that happens one time in `times` happens now. */
  oneIn(times: number): boolean
  /** @throws RangeError for an empty list */
  pick<T>(list: readonly T[]): T
}

/** The numbers of one input: `index` in the run with this `seed` (mulberry32 on a mix of both). */
export function createRandom(seed: number, index: number): Random {
  let state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35)) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  next()
  const below = (bound: number): number => Math.floor((next() / 0x1_0000_0000) * bound)
  return {
    below,
    oneIn: (times) => below(times) === 0,
    pick(list) {
      if (list.length === 0) throw new RangeError('nothing to pick from')
      return list[below(list.length)] as (typeof list)[number]
    },
  }
}
