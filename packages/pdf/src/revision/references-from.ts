import type { PdfValue } from '../syntax/value.ts'

/** Calls `visit` for the number of every reference in a value from `first` on. */
export const visitReferencesFrom = (first: number, value: PdfValue, visit: (number: number) => void): void => {
  if (value.kind === 'reference' && value.number >= first) visit(value.number)
  else if (value.kind === 'array') for (const item of value.items) visitReferencesFrom(first, item, visit)
  else if (value.kind === 'dictionary')
    for (const entry of value.entries.values()) visitReferencesFrom(first, entry.value, visit)
}
