import { matchesGlob } from 'node:path'
import { type Room, roomOf, rooms, testFiles } from '../floors/floors.ts'
import { findImports } from '../floors/imports.ts'
import type { SourceFile } from '../floors/source-files.ts'

/** Which rooms each room really imports, tests left out. */
export function importedRooms(files: readonly SourceFile[]): Map<Room, Room[]> {
  const result = new Map<Room, Room[]>(rooms.map((room) => [room, []]))
  for (const { path, text } of files) {
    const from = roomOf(path)
    if (!from || testFiles.some((glob) => matchesGlob(path, glob))) continue
    for (const { specifier } of findImports(text)) {
      const to = rooms.find(
        ({ name }) => specifier === `@waarmerk/${name}` || specifier.startsWith(`@waarmerk/${name}/`),
      )
      const known = result.get(from) ?? []
      if (to && to !== from && !known.includes(to)) known.push(to)
    }
  }
  for (const known of result.values()) known.sort((a, b) => b.floor - a.floor || (a.name < b.name ? -1 : 1))
  return result
}
