import { existsSync, readdirSync } from 'node:fs'

if (Number(process.versions.node.split('.')[0]) < 24) {
  throw new Error('Start the tests with "npm test": it brings the Node.js version they need.')
}

const root = new URL('../../', import.meta.url)
const rooms = ['packages', 'services'].flatMap((floor) =>
  readdirSync(new URL(floor, root)).map((name) => `${floor}/${name}`),
)

// Named after what they need: minutes, or a PostgreSQL server. `.ci/run` gives them both.
const elsewhere = [
  ...(process.env['WAARMERK_SLOW'] ? [] : ['\\.slow\\.test\\.ts$']),
  ...(process.env['TEST_DATABASE_URL'] ? [] : ['\\.postgres\\.test\\.ts$']),
]

const project = (dir) => ({
  displayName: dir,
  rootDir: new URL(dir, root).pathname,
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@waarmerk/source', 'node', 'node-addons'] },
  testMatch: ['<rootDir>/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', ...elsewhere],
  modulePathIgnorePatterns: ['/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': new URL('strip-types.mjs', import.meta.url).pathname },
})

export default {
  rootDir: root.pathname,
  testTimeout: 60_000,
  // Many tests wait for a clock or a socket; Jest's default leaves a core idle.
  maxWorkers: '100%',
  projects: [...rooms, 'scripts'].filter((dir) => existsSync(new URL(dir, root))).map(project),
}
