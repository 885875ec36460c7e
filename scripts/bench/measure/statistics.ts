/** The middle of some measurements, and how far they went. */
export interface Spread {
  readonly n: number
  readonly median: number
  readonly min: number
  readonly max: number
}

/** @throws RangeError without measurements */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError('nothing was measured')
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  const median = ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2
  return { n: values.length, median, min: sorted[0] as number, max: sorted.at(-1) as number }
}

/**
 * The ratios of measurements taken side by side, pair by pair: what slowed the machine down slowed both of a pair.
 *
 * @throws RangeError when there are not as many of one as of the other
 */
export function pairedRatio(values: readonly number[], others: readonly number[]): Spread {
  if (values.length !== others.length) throw new RangeError('not measured in pairs')
  return spreadOf(values.map((value, index) => value / (others[index] as number)))
}

/** The slope and start of the straight line that fits best (least squares). @throws RangeError below two points */
export function lineThrough(points: readonly (readonly [x: number, y: number])[]): { slope: number; start: number } {
  if (points.length < 2) throw new RangeError('a line needs two points')
  const mean = (pick: (point: readonly [number, number]) => number) =>
    points.reduce((sum, point) => sum + pick(point), 0) / points.length
  const [x, y] = [mean((point) => point[0]), mean((point) => point[1])]
  const over = points.reduce((sum, [px, py]) => sum + (px - x) * (py - y), 0)
  const under = points.reduce((sum, [px]) => sum + (px - x) ** 2, 0)
  const slope = under === 0 ? 0 : over / under
  return { slope, start: y - slope * x }
}
