import type { Located } from '@waarmerk/pdf'
import { PadesError } from '../pades-error.ts'

/** As what a value is looked at. */
type Role = 'action' | 'annotation' | 'stream' | 'outline'

const mostObjects = 250_000

/** Remembers which objects were looked at: none twice, and not too many. */
export interface Visits {
  /**
   * Whether this is the first look at a value in this role: one object may be annotation and action at once.
   *
   * @throws PadesError ERR_PADES_LINT_TOO_MANY
   */
  first(role: Role, located: Located): boolean
}

export const createVisits = (): Visits => {
  const seen = new Set<string>()
  return {
    first(role, { object, value }) {
      const key = `${role} ${object.number} ${value.start}`
      if (seen.has(key)) return false
      seen.add(key)
      if (seen.size > mostObjects)
        throw new PadesError('ERR_PADES_LINT_TOO_MANY', 'the document has too many objects to look at')
      return true
    },
  }
}
