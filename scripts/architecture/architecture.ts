import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { floorNames, type Room, rooms } from '../floors/floors.ts'
import { readSources } from '../floors/source-files.ts'
import { type Generated, replaceMarked } from '../generate/generated.ts'
import { importedRooms } from './imported-rooms.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** docs/architecture.md: its picture and its table are drawn from the imports. */
export const architecture: Generated = {
  path: 'docs/architecture.md',
  content: (now = '') => {
    const imports = importedRooms(readSources(root))
    const drawn = replaceMarked(now, 'picture', picture(imports))
    return replaceMarked(drawn, 'rooms', table(imports))
  },
}

/** A Mermaid flowchart, top floor first. Arrows that another path already implies are left out. */
function picture(imports: ReadonlyMap<Room, readonly Room[]>): string {
  const floors = [...floorNames.entries()].reverse().map(([floor, name]) => {
    const here = rooms
      .filter((room) => room.floor === floor)
      .map(({ name: room, double }) => `    ${box(room, double)}`)
    return [`  subgraph floor${floor}["${floor} · ${name}"]`, ...here, '  end'].join('\n')
  })
  const arrows = [...imports].flatMap(([from, all]) =>
    all.filter((to) => !isImplied(imports, from, to)).map((to) => `  ${from.name} --> ${to.name}`),
  )
  return ['```mermaid', 'flowchart TD', ...floors, ...arrows, '```'].join('\n')
}

function box(name: string, double: boolean): string {
  return double ? `${name}[/${name}/]` : `${name}[${name}]`
}

/** Whether `from` reaches `to` also through another room that it imports. */
function isImplied(imports: ReadonlyMap<Room, readonly Room[]>, from: Room, to: Room): boolean {
  const reaches = (room: Room): boolean => room === to || (imports.get(room) ?? []).some(reaches)
  return (imports.get(from) ?? []).some((other) => other !== to && reaches(other))
}

function table(imports: ReadonlyMap<Room, readonly Room[]>): string {
  const rows = [...rooms].reverse().map((room) => {
    const names = (imports.get(room) ?? []).map(({ name }) => name).join(', ')
    const link = `[${room.folder}](../${room.folder}/README.md)`
    return `| ${room.floor} | ${link} | ${describe(room)} | ${names || (room.double ? 'nothing of ours' : 'nothing')} |`
  })
  return ['| floor | room | what it is | imports |', '|---|---|---|---|', ...rows].join('\n')
}

function describe({ folder }: Room): string {
  const manifest: unknown = JSON.parse(readFileSync(`${root}${folder}/package.json`, 'utf8'))
  return typeof manifest === 'object' && manifest && 'description' in manifest ? String(manifest.description) : ''
}
