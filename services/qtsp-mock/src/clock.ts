/** The time of the double: of everything that it signs. */
export interface Clock {
  /** Whole seconds, because DER has no fraction that is zero (X.690 §11.7). */
  now(): Date
  /** Stands still at this moment; `null` makes it run again. */
  set(moment: Date | null): void
}

/** A clock that runs as `source` does until it is set. */
export function createClock(source: () => Date): Clock {
  let still: Date | null = null
  return {
    now: () => new Date(Math.floor((still ?? source()).getTime() / 1000) * 1000),
    set(moment) {
      if (moment !== null && Number.isNaN(moment.getTime())) throw new TypeError('the clock needs a valid date')
      still = moment
    },
  }
}
