import { matchesGlob, posix } from 'node:path'
import { findCycles } from './cycles.ts'
import {
  environmentReaders,
  highestPureFloor,
  mayImport,
  type Room,
  readsStaticData,
  roomOf,
  rooms,
  testFiles,
} from './floors.ts'
import { blankComments, findImports } from './imports.ts'
import type { SourceFile } from './source-files.ts'
import type { Violation } from './violation.ts'

/**
 * Checks the rules of docs/architecture.md that a linter checks badly or not at all: floors with type imports
 * and `import('x').Y` counted, doubles apart, no inner files, no cycles, the environment read in one place, and
 * nothing impure in the lower floors.
 */
export function findViolations(files: readonly SourceFile[]): Violation[] {
  return [
    ...files.flatMap((file) => [...ofImports(file), ...ofEnvironment(file), ...ofPurity(file)]),
    ...findCycles(files),
  ]
}

const isTest = (path: string) => testFiles.some((glob) => matchesGlob(path, glob))

function ofImports(file: SourceFile): Violation[] {
  const from = roomOf(file.path)
  if (!from) return []
  return findImports(file.text).flatMap(({ specifier, line }) => {
    const message = specifier.startsWith('.')
      ? outOfRoom(from, posix.join(posix.dirname(file.path), specifier))
      : ofPackage(from, specifier, isTest(file.path))
    return message ? [{ path: file.path, line, message }] : []
  })
}

function outOfRoom(from: Room, target: string): string | undefined {
  return target.startsWith(`${from.folder}/`)
    ? undefined
    : `leaves its room for ${target}: import a package by its name`
}

function ofPackage(from: Room, specifier: string, inTest: boolean): string | undefined {
  const [, name, inner] = /^@waarmerk\/([^/]+)(?:\/(.*))?$/.exec(specifier) ?? []
  if (name === undefined) return undefined
  const to = rooms.find((room) => room.name === name)
  if (!to) return `there is no room @waarmerk/${name}`
  if (inner !== undefined && !(inner === 'testing' && inTest)) return `imports an inner file of @waarmerk/${name}`
  if (mayImport(from, to, inTest)) return undefined
  if (from.double) return `a double imports nothing of ours: @waarmerk/${name}`
  if (to.double) return `only dev-env and tests import a double: @waarmerk/${name}`
  return `floor ${from.floor} does not import floor ${to.floor}: @waarmerk/${name}`
}

const environment =
  /\bprocess\s*(?:\?\.|\.)?\s*(?:env\b|\[\s*['"`]env\b)|import\s*\{[^}]*\benv\b[^}]*\}\s*from\s*['"](?:node:)?process['"]/

function ofEnvironment({ path, text }: SourceFile): Violation[] {
  if (isTest(path) || environmentReaders.some((glob) => matchesGlob(path, glob))) return []
  return linesLike(text, environment).map((line) => ({ path, line, message: 'only config.ts reads the environment' }))
}

const pureModules = ['node:assert', 'node:buffer', 'node:crypto', 'node:timers/promises', 'node:util', 'node:zlib']
const impure: readonly (readonly [RegExp, string])[] = [
  [/\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\bTemporal\.Now\b/, 'reads a clock'],
  [/\bMath\.random\b|\brandom(?:Bytes|UUID|Int|Fill|FillSync)\b|\bgetRandomValues\b/, 'takes randomness'],
  [/(?<![.\w])fetch\(|\bXMLHttpRequest\b|\bWebSocket\b/, 'uses the network'],
  [/\bconsole\.\w|\bprocess\.(?:stdout|stderr)\b/, 'writes output'],
]

function ofPurity({ path, text }: SourceFile): Violation[] {
  const room = roomOf(path)
  if (!room || room.floor > highestPureFloor || isTest(path)) return []
  const allowed = readsStaticData.includes(path) ? [...pureModules, 'node:fs', 'node:module'] : pureModules
  const modules = findImports(text)
    .filter(({ specifier }) => specifier.startsWith('node:') && !allowed.includes(specifier))
    .map(({ specifier, line }) => ({ path, line, message: `floor ${room.floor} has no business with ${specifier}` }))
  const acts = impure.flatMap(([pattern, what]) =>
    linesLike(text, pattern).map((line) => ({
      path,
      line,
      message: `floor ${room.floor} ${what}: let it come in as an argument`,
    })),
  )
  return [...modules, ...acts]
}

/** The lines, counted from 1, outside comments where a pattern begins. */
function linesLike(text: string, pattern: RegExp): number[] {
  const code = blankComments(text)
  return [...code.matchAll(new RegExp(pattern, 'g'))].map((match) => code.slice(0, match.index).split('\n').length)
}
