import { existsSync } from 'node:fs'
import { type Room, rooms } from '../floors/floors.ts'

/** One code, where it comes from and who must act. */
export interface ErrorCode {
  readonly code: string
  readonly kind: string
  readonly room: Room
}

const kinds = ['caller', 'person', 'upstream', 'defect']

/**
 * Reads the tables `…ErrorKinds` that the rooms export: every code that anything of ours throws.
 *
 * @throws TypeError for a code or a kind of a wrong form, or one code in two rooms.
 */
export async function errorCodes(): Promise<ErrorCode[]> {
  const found: ErrorCode[] = []
  for (const room of rooms) {
    const index = new URL(`../../${room.folder}/src/index.ts`, import.meta.url)
    const exported: Record<string, unknown> = existsSync(index) ? await import(index.href) : {}
    const tables = Object.entries(exported).filter(([name]) => name.endsWith('ErrorKinds'))
    for (const [name, table] of tables) found.push(...codesOf(name, table, room))
  }
  const twice = found.find(({ code }, index) => found.findIndex((other) => other.code === code) !== index)
  if (twice) throw new TypeError(`${twice.code} is in two tables`)
  return found.sort((a, b) => (a.code < b.code ? -1 : 1))
}

function codesOf(name: string, table: unknown, room: Room): ErrorCode[] {
  return Object.entries(table as Record<string, unknown>).map(([code, kind]) => {
    if (!/^ERR_[A-Z0-9]+(_[A-Z0-9]+)*$/.test(code)) throw new TypeError(`${name}: ${code} is no ERR_<AREA>_<WHAT>`)
    if (!kinds.includes(String(kind))) throw new TypeError(`${name}: ${code} has no known kind`)
    return { code, kind: String(kind), room }
  })
}
