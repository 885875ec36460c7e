/** One of several things that are measured side by side. */
export interface Contestant<T> {
  readonly name: string
  measure(): Promise<T>
}

/** All that was measured of each; or why it could not be. */
export type Measured<T> = ReadonlyMap<string, { readonly runs: readonly T[]; readonly failure?: string }>

/**
 * Measures every contestant once in a round, round after round, each round begun by another one, after a first round
 * that does not count. One that fails is left out from then on.
 */
export async function interleave<T>(
  contestants: readonly Contestant<T>[],
  rounds: number,
  say: (line: string) => void = () => undefined,
): Promise<Measured<T>> {
  const measured = new Map<string, { runs: T[]; failure?: string }>()
  for (const { name } of contestants) measured.set(name, { runs: [] })
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, measure } of rotated(contestants, round)) {
      const own = measured.get(name) as { runs: T[]; failure?: string }
      if (own.failure !== undefined) continue
      try {
        const result = await measure()
        if (round > 0) own.runs.push(result)
      } catch (error) {
        own.failure = error instanceof Error ? error.message : String(error)
        say(`${name}: ${own.failure}`)
      }
    }
  }
  return measured
}

function rotated<T>(list: readonly T[], by: number): T[] {
  const at = list.length === 0 ? 0 : by % list.length
  return [...list.slice(at), ...list.slice(0, at)]
}
