import { type AssuranceLevel, acrVocabularies, assuranceLevels, assuranceRank } from '@waarmerk/identity-assurance'

/**
 * The level behind a list of `acr` values: the lowest of them. The signing service asks with every value at or above
 * the level, and the pages name the level.
 */
export const askedAssurance = (acrValues: readonly string[]): AssuranceLevel => {
  const worths = Object.values(acrVocabularies).flatMap((vocabulary) =>
    acrValues.flatMap((value) => vocabulary.get(value) ?? []),
  )
  const lowest = Math.min(...worths.map(assuranceRank))
  return assuranceLevels.find((level) => assuranceRank(level) === lowest) ?? 'substantial'
}
