import { environmentReaders, mayImport, type Room, rooms, testFiles } from './floors.ts'

/**
 * The `overrides` of biome.json that follow from the table of floors: per room what it may not import (twice:
 * tests may use the doubles), and who may read the environment. Later overrides win.
 */
export function biomeOverrides(): readonly object[] {
  return [
    ...rooms.map((room) => restricted(room, [`${room.folder}/**`], false)),
    ...rooms
      .filter((room) => !room.double)
      .map((room) =>
        restricted(
          room,
          testFiles.map((glob) => `${room.folder}/${glob}`),
          true,
        ),
      ),
    {
      includes: [...environmentReaders, ...testFiles],
      linter: { rules: { style: { noProcessEnv: 'off' } } },
    },
  ]
}

function restricted(room: Room, includes: readonly string[], inTest: boolean): object {
  const banned = rooms.filter((other) => !mayImport(room, other, inTest))
  const inner = ['@waarmerk/*/**', ...(inTest ? ['!@waarmerk/*/testing'] : [])]
  const patterns = [
    {
      group: banned.map(({ name }) => `@waarmerk/${name}`),
      message: `${room.folder} may not import this room: see scripts/floors`,
    },
    { group: inner, message: 'Import a package by its name, not one of its files' },
    { group: ['**/packages/**', '**/services/**'], message: 'Import a package by its name' },
  ]
  return {
    includes,
    linter: { rules: { style: { noRestrictedImports: { level: 'error', options: { patterns } } } } },
  }
}
