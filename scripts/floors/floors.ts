/** A room of the house: one package or service. */
export interface Room {
  /** Name below the scope: `pdf` is `@waarmerk/pdf`. */
  readonly name: string
  /** Its folder from the root. */
  readonly folder: string
  /** Imports go to lower floors only. */
  readonly floor: number
  /** A stand-in for somebody else's service: shares no code with the house, so that no fault is on both sides. */
  readonly double: boolean
}

/** What each floor is for, from the ground up. */
export const floorNames = [
  'vocabulary',
  'formats',
  'the engine',
  'doors outward',
  'service life',
  'services',
  'the street',
] as const

const plan: readonly (readonly string[])[] = [
  ['packages/coded-error', 'packages/identity-assurance'],
  ['packages/cms', 'packages/pdf', 'packages/pki'],
  ['packages/evidence', 'packages/pades'],
  ['packages/key-providers', 'packages/storage', 'packages/trust-services'],
  ['packages/cli', 'packages/service-kit', 'packages/signing-contract'],
  ['services/oidc-mock', 'services/qtsp-mock', 'services/relying-party', 'services/signing'],
  ['packages/dev-env'],
]

const doubles = ['services/oidc-mock', 'services/qtsp-mock']

/** Every room. The one table: Biome's rules, our scanner and docs/architecture.md all come from it. */
export const rooms: readonly Room[] = plan.flatMap((folders, floor) =>
  folders.map((folder) => ({ name: folder.split('/')[1] ?? '', folder, floor, double: doubles.includes(folder) })),
)

/** The only imports within a floor: `[from, to]`. Nothing else, and never both ways (docs/adr/0001). */
export const withinFloor: readonly (readonly [string, string])[] = [
  ['identity-assurance', 'coded-error'],
  ['cms', 'pki'],
  ['evidence', 'pades'],
]

/** From here down: no network, files, environment, clock, randomness or log; all of it comes in as an argument. */
export const highestPureFloor = 2

/** The one file below that reads a file: the font that its dependency ships, static data like code. */
export const readsStaticData: readonly string[] = ['packages/pdf/src/look/look-font.ts']

/** The files that may read the environment, besides tests. */
export const environmentReaders: readonly string[] = [
  'services/*/src/config.ts',
  'packages/dev-env/src/config.ts',
  'packages/dev-env/src/main.ts',
  'packages/cli/src/main.ts',
  'packages/storage/src/testing/**',
  'scripts/**',
]

/** Files that are tests: they may use the doubles and the environment, and nothing ships them. */
export const testFiles: readonly string[] = ['**/*.test.ts', '**/*.contract.ts', '**/test/**', '**/src/testing/**']

/** Whether a room may import another (tests: the doubles too). */
export function mayImport(from: Room, to: Room, inTest: boolean): boolean {
  if (from.name === to.name) return false
  if (from.double) return false
  if (to.double) return from.name === 'dev-env' || inTest
  return to.floor < from.floor || withinFloor.some(([a, b]) => a === from.name && b === to.name)
}

/** The room that a file is in, if any. */
export function roomOf(path: string): Room | undefined {
  return rooms.find(({ folder }) => path.startsWith(`${folder}/`))
}
