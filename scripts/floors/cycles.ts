import { posix } from 'node:path'
import { findImports } from './imports.ts'
import type { SourceFile } from './source-files.ts'
import type { Violation } from './violation.ts'

interface Edge {
  readonly to: string
  readonly line: number
}

/** Finds files that import each other in a circle, types counted. One violation per circle, at an import of it. */
export function findCycles(files: readonly SourceFile[]): Violation[] {
  const known = new Set(files.map(({ path }) => path))
  const edges = new Map(files.map((file) => [file.path, edgesOf(file, known)]))
  const found: Violation[] = []
  const done = new Set<string>()
  const walk = (path: string, way: readonly string[]): void => {
    for (const { to, line } of edges.get(path) ?? []) {
      const start = way.indexOf(to)
      if (start >= 0) {
        const circle = [...way.slice(start), to].join(' → ')
        found.push({ path, line, message: `files import each other: ${circle}` })
      } else if (!done.has(to)) walk(to, [...way, to])
    }
    done.add(path)
  }
  for (const path of edges.keys()) if (!done.has(path)) walk(path, [path])
  return found
}

function edgesOf(file: SourceFile, known: ReadonlySet<string>): Edge[] {
  return findImports(file.text)
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map(({ specifier, line }) => ({ to: posix.join(posix.dirname(file.path), specifier), line }))
    .filter(({ to }) => known.has(to))
}
