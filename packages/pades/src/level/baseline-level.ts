/** The levels of a PAdES baseline signature, EN 319 142-1 §6. */
export const baselineLevels = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const

/** One of {@link baselineLevels}. */
export type BaselineLevel = (typeof baselineLevels)[number]

/** Whether a level holds everything that `wanted` holds. */
export const reaches = (level: BaselineLevel, wanted: BaselineLevel): boolean =>
  baselineLevels.indexOf(level) >= baselineLevels.indexOf(wanted)
