import type { XrefEntry } from './xref-section.ts'

/** Where objects are, by number, in a few flat arrays: eight bytes an object, and no object of ours for each. */
export interface EntryTable {
  /** One above the highest number. */
  readonly end: number
  readonly count: number
  /** Replaces what was known of the object. */
  set(number: number, entry: XrefEntry): void
  find(number: number): XrefEntry | null
  /** Calls `visit` for each object by rising number. */
  forEach(visit: (number: number, entry: XrefEntry) => void): void
}

const pageSize = 256
/** An offset has ten digits, a generation 16 bits, an index in an object stream 17: all fit in 53 bits. */
const generations = 65_536
const indexes = 131_072

export const createEntryTable = (): EntryTable => {
  const pages: (Float64Array | undefined)[] = []
  let end = 0
  let count = 0
  const find = (number: number): XrefEntry | null =>
    decoded(pages[Math.floor(number / pageSize)]?.[number % pageSize] ?? 0)
  return {
    get end() {
      return end
    },
    get count() {
      return count
    },
    set(number, entry) {
      const index = Math.floor(number / pageSize)
      while (pages.length <= index) pages.push(undefined)
      const page = pages[index] ?? new Float64Array(pageSize)
      pages[index] = page
      if (page[number % pageSize] === 0) count += 1
      page[number % pageSize] = encoded(entry)
      end = Math.max(end, number + 1)
    },
    find,
    forEach(visit) {
      pages.forEach((page, index) => {
        page?.forEach((code, at) => {
          const entry = decoded(code)
          if (entry !== null) visit(index * pageSize + at, entry)
        })
      })
    },
  }
}

const encoded = (entry: XrefEntry): number => {
  if (entry.kind === 'offset') return (entry.offset * generations + entry.generation) * 4 + 1
  return entry.kind === 'compressed' ? (entry.stream * indexes + entry.index) * 4 + 2 : 3
}

const free: XrefEntry = { kind: 'free' }

const decoded = (code: number): XrefEntry | null => {
  if (code === 0) return null
  const rest = Math.floor(code / 4)
  if (code % 4 === 1) {
    return { kind: 'offset', offset: Math.floor(rest / generations), generation: rest % generations }
  }
  return code % 4 === 2 ? { kind: 'compressed', stream: Math.floor(rest / indexes), index: rest % indexes } : free
}
