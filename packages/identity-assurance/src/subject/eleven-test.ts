const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1]

/**
 * The 11-test ("elfproef") of BSN and RSIN: nine digits whose weighted sum 9d₁ + 8d₂ + … + 2d₈ − d₉ is a multiple of
 * eleven. Leading zeros count; nine zeros satisfy the sum but are nobody's number.
 */
export const passesElevenTest = (digits: string): boolean =>
  /^\d{9}$/.test(digits) &&
  digits !== '000000000' &&
  weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11 === 0
