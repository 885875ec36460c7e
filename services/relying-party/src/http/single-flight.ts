/**
 * Lets a form that is sent twice be handled once: the second sending gets the outcome of the first. Per instance; without
 * it, or on another instance, a repetition is harmless too, and costs a person a second login at most.
 */
export interface SingleFlight<Result> {
  run(key: string, act: () => Promise<Result>): Promise<Result>
  /** Forgets what was sent under keys that begin so: it has been used, and the next form is another one. */
  forget(beginning: string): void
}

/** @param afterMs how long an outcome is remembered after it is known */
export const createSingleFlight = <Result>(afterMs = 3000): SingleFlight<Result> => {
  const flights = new Map<string, Promise<Result>>()
  return {
    run(key, act) {
      const under = flights.get(key)
      if (under !== undefined) return under
      const flight = act()
      flights.set(key, flight)
      const forget = () => flights.get(key) === flight && flights.delete(key)
      flight.then(() => setTimeout(forget, afterMs).unref(), forget)
      return flight
    },
    forget(beginning) {
      for (const key of flights.keys()) if (key.startsWith(beginning)) flights.delete(key)
    },
  }
}
