/** Level of assurance of an electronic identification means (eIDAS art. 8(2)). */
export type AssuranceLevel = 'low' | 'substantial' | 'high'

/** The levels of eIDAS art. 8(2), lowest first. */
export const assuranceLevels = ['low', 'substantial', 'high'] as const satisfies readonly AssuranceLevel[]

/** What a scheme's value is worth; `none` is a known value that lies below `low` (DigiD Basis, eH1). */
export type AssuranceWorth = AssuranceLevel | 'none'

const ranks: Record<AssuranceWorth, number> = { none: 0, low: 1, substantial: 2, high: 3 }

/** The rank of a level: `none` 0, `low` 1, `substantial` 2, `high` 3. Levels are compared by rank, never as text. */
export const assuranceRank = (worth: AssuranceWorth): number => ranks[worth]

/**
 * Is `actual` at least `required`?
 *
 * @example meetsAssurance('high', 'substantial') // true
 */
export const meetsAssurance = (actual: AssuranceWorth, required: AssuranceLevel): boolean =>
  ranks[actual] >= ranks[required]
