import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { rooms } from './floors.ts'
import { readSources } from './source-files.ts'
import { findViolations } from './violations.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** A wrong file, what our scanner says of it, and the rule of Biome that sees it too (null: Biome is blind to it). */
interface Plant {
  readonly what: string
  readonly path: string
  readonly code: string
  readonly says: string
  readonly biome: 'noRestrictedImports' | 'noImportCycles' | 'noProcessEnv' | null
}

const use = (specifier: string) => `import { room } from '${specifier}'\nexport const used = room\n`
const plants: readonly Plant[] = [
  {
    what: 'an import of a higher floor',
    path: 'packages/pdf/src/up.ts',
    code: use('@waarmerk/pades'),
    says: 'floor 1 does not import floor 2',
    biome: 'noRestrictedImports',
  },
  {
    what: 'a type import of a higher floor',
    path: 'packages/storage/src/up-type.ts',
    code: "import type { Shape } from '@waarmerk/signing'\nexport type Used = Shape\n",
    says: 'floor 3 does not import floor 5',
    biome: 'noRestrictedImports',
  },
  {
    what: 'a type import of a higher floor, written in place',
    path: 'packages/cms/src/up-inline.ts',
    code: "export type Used = import('@waarmerk/evidence').Shape\n",
    says: 'floor 1 does not import floor 2',
    biome: null,
  },
  {
    what: 'the same, over several lines and round a comment',
    path: 'packages/cms/src/up-hidden.ts',
    code: "export type Used = import(\n  // dear me\n  '@waarmerk/evidence' /* here */\n).Shape\n",
    says: 'floor 1 does not import floor 2',
    biome: null,
  },
  {
    what: 'a dynamic import of a higher floor',
    path: 'packages/pki/src/up-late.ts',
    code: "export const used = () => import('@waarmerk/storage')\n",
    says: 'floor 1 does not import floor 3',
    biome: 'noRestrictedImports',
  },
  {
    what: 'a re-export of a higher floor',
    path: 'packages/coded-error/src/up-export.ts',
    code: "export { room } from '@waarmerk/cli'\n",
    says: 'floor 0 does not import floor 4',
    biome: 'noRestrictedImports',
  },
  {
    what: 'an import within a floor that is not on the list',
    path: 'packages/pki/src/beside.ts',
    code: use('@waarmerk/cms'),
    says: 'floor 1 does not import floor 1',
    biome: 'noRestrictedImports',
  },
  {
    what: 'a service that imports another',
    path: 'services/relying-party/src/neighbour.ts',
    code: use('@waarmerk/signing'),
    says: 'floor 5 does not import floor 5',
    biome: 'noRestrictedImports',
  },
  {
    what: 'a test that imports a higher floor',
    path: 'packages/pdf/src/up.test.ts',
    code: use('@waarmerk/pades'),
    says: 'floor 1 does not import floor 2',
    biome: 'noRestrictedImports',
  },
  {
    what: 'a double that imports ours',
    path: 'services/oidc-mock/src/shared.ts',
    code: use('@waarmerk/coded-error'),
    says: 'a double imports nothing of ours',
    biome: 'noRestrictedImports',
  },
  {
    what: 'a test of a double that imports ours',
    path: 'services/qtsp-mock/test/shared.test.ts',
    code: use('@waarmerk/cms'),
    says: 'a double imports nothing of ours',
    biome: 'noRestrictedImports',
  },
  {
    what: 'a service that imports a double',
    path: 'services/signing/src/leans.ts',
    code: use('@waarmerk/oidc-mock'),
    says: 'only dev-env and tests import a double',
    biome: 'noRestrictedImports',
  },
  {
    what: 'a package that imports a double',
    path: 'packages/trust-services/src/leans.ts',
    code: use('@waarmerk/qtsp-mock'),
    says: 'only dev-env and tests import a double',
    biome: 'noRestrictedImports',
  },
  {
    what: 'an inner file of another package, by name',
    path: 'packages/pades/src/inner.ts',
    code: use('@waarmerk/pdf/src/index.ts'),
    says: 'imports an inner file of @waarmerk/pdf',
    biome: 'noRestrictedImports',
  },
  {
    what: 'an inner file of another package, by path',
    path: 'packages/pades/src/inner-path.ts',
    code: use('../../pdf/src/index.ts'),
    says: 'leaves its room for packages/pdf/src/index.ts',
    biome: null,
  },
  {
    what: 'the testing part of a package outside tests',
    path: 'services/signing/src/testing-in-earnest.ts',
    code: use('@waarmerk/storage/testing'),
    says: 'imports an inner file of @waarmerk/storage',
    biome: 'noRestrictedImports',
  },
  {
    what: 'a room that does not exist',
    path: 'services/signing/src/nowhere.ts',
    code: use('@waarmerk/utils'),
    says: 'there is no room @waarmerk/utils',
    biome: null,
  },
  {
    what: 'a circle of values',
    path: 'packages/pdf/src/circle.ts',
    code: "import { back } from './circle-back.ts'\nexport const there = () => back\n",
    says: 'files import each other',
    biome: 'noImportCycles',
  },
  {
    what: 'a circle of types',
    path: 'packages/pdf/src/type-circle.ts',
    code: "import type { Back } from './type-circle-back.ts'\nexport type There = Back | 1\n",
    says: 'files import each other',
    biome: 'noImportCycles',
  },
  {
    what: 'a circle of types, written in place',
    path: 'packages/pdf/src/inline-circle.ts',
    code: "export type There = import('./inline-circle-back.ts').Back | 1\n",
    says: 'files import each other',
    biome: null,
  },
  {
    what: 'the environment read outside config.ts',
    path: 'services/signing/src/sneaks.ts',
    code: 'export const level = process.env.LEVEL\n',
    says: 'only config.ts reads the environment',
    biome: 'noProcessEnv',
  },
  {
    what: 'the environment read by a computed name',
    path: 'services/signing/src/sneaks-more.ts',
    code: "export const level = process['env']['LEVEL']\n",
    says: 'only config.ts reads the environment',
    biome: null,
  },
  {
    what: 'the environment imported',
    path: 'packages/service-kit/src/sneaks.ts',
    code: "import { env } from 'node:process'\nexport const level = env\n",
    says: 'only config.ts reads the environment',
    biome: null,
  },
  ...[
    [
      'a file read',
      "import { readFileSync } from 'node:fs'\nexport const used = readFileSync\n",
      'has no business with node:fs',
    ],
    ['a clock', 'export const used = () => new Date()\n', 'reads a clock'],
    ['another clock', 'export const used = () => Date.now()\n', 'reads a clock'],
    ['randomness', "import { randomBytes } from 'node:crypto'\nexport const used = randomBytes\n", 'takes randomness'],
    ['the network', "export const used = () => fetch('x')\n", 'uses the network'],
    ['a log', "export const used = () => console.log('x')\n", 'writes output'],
  ].map(([what = '', code = '', says = ''], index) => ({
    what: `${what} in the engine`,
    path: `packages/evidence/src/impure-${index}.ts`,
    code,
    says,
    biome: null,
  })),
]

const companions: Readonly<Record<string, string>> = {
  'packages/pdf/src/circle-back.ts': "import { there } from './circle.ts'\nexport const back = () => there\n",
  'packages/pdf/src/type-circle-back.ts': "import type { There } from './type-circle.ts'\nexport type Back = There[]\n",
  'packages/pdf/src/inline-circle-back.ts': "export type Back = import('./inline-circle.ts').There[]\n",
  // What is right must stay right.
  'packages/pades/src/down.ts': use('@waarmerk/pdf'),
  'packages/evidence/src/beside.ts': use('@waarmerk/pades'),
  'services/signing/test/with-double.test.ts': use('@waarmerk/qtsp-mock'),
  'services/signing/test/with-database.test.ts': use('@waarmerk/storage/testing'),
  'packages/dev-env/src/everything.ts': use('@waarmerk/oidc-mock'),
  'services/signing/src/config.ts': "export const level = process.env['LEVEL']\n",
  'packages/pdf/src/words.ts':
    "// import { room } from '@waarmerk/signing'\n/* process.env */\nexport const at = (moment: Date) => new Date(moment)\n",
}

let copy: string
const diagnosed = new Map<string, string[]>()
const scanned = new Map<string, string[]>()

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'waarmerk-floors-'))
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(copy, path)), { recursive: true })
    writeFileSync(join(copy, path), text)
  }
  for (const file of ['biome.json', 'package.json', '.gitignore']) cpSync(join(root, file), join(copy, file))
  for (const { folder } of rooms) {
    write(`${folder}/package.json`, readFileSync(join(root, folder, 'package.json'), 'utf8'))
    write(`${folder}/src/index.ts`, 'export const room = 1\nexport type Shape = 1\n')
  }
  for (const { path, code } of plants) write(path, code)
  for (const [path, code] of Object.entries(companions)) write(path, code)
  for (const { path, message } of findViolations(readSources(copy)))
    scanned.set(path, [...(scanned.get(path) ?? []), message])
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const { stdout } = spawnSync(process.execPath, [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'], {
    cwd: copy,
    encoding: 'utf8',
  })
  const report = JSON.parse(stdout) as {
    diagnostics: { category: string; location: { path: string | { file: string } } }[]
  }
  for (const { category, location } of report.diagnostics) {
    const path = typeof location.path === 'string' ? location.path : location.path.file
    diagnosed.set(path, [...(diagnosed.get(path) ?? []), category])
  }
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

const rulesFor = (path: string) =>
  (diagnosed.get(path) ?? [])
    .map((category) => category.split('/').at(-1))
    .filter((rule) => plants.some(({ biome }) => biome === rule))

describe('the house refuses', () => {
  test.each(plants)('$what', ({ path, says, biome }) => {
    expect(scanned.get(path)?.join('\n') ?? companion(path)).toContain(says)
    if (biome) expect(rulesFor(path)).toContain(biome)
  })
})

/** A circle is reported at one of its files. */
const companion = (path: string) => (scanned.get(path.replace('.ts', '-back.ts')) ?? []).join('\n')

test.each(Object.keys(companions).filter((path) => !path.includes('circle')))(
  'what is right stays right: %s',
  (path) => {
    expect(scanned.get(path)).toBeUndefined()
    expect(rulesFor(path)).toEqual([])
  },
)

test('the check ends with 1 and names file and line', () => {
  const check = fileURLToPath(new URL('check.ts', import.meta.url))
  const { status, stderr } = spawnSync(process.execPath, [check, copy], { encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr).toContain('packages/pdf/src/up.ts:1 floor 1 does not import floor 2: @waarmerk/pades')
})

test('every room of the house is on a floor, and every room on a floor is in the house', () => {
  const folders = readSources(root).map(({ path }) => path.split('/').slice(0, 2).join('/'))
  const there = [...new Set(folders)].filter((folder) => /^(?:packages|services)\//.test(folder)).sort()
  expect(rooms.map(({ folder }) => folder).sort()).toEqual(there)
})
