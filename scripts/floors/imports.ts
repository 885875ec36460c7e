/** One import in a file, of a value or a type, however it is written. */
export interface FoundImport {
  readonly specifier: string
  readonly line: number
}

const space = String.raw`(?:\s|/\*[\s\S]*?\*/|//[^\n]*\n)*`
const pattern = new RegExp(String.raw`\b(?:from|import|require)${space}(?:\(${space})?(['"\`])([^'"\`\n]+)\1`, 'g')

/**
 * Finds every import in a TypeScript source: `import`, `import type`, `export … from`, `import()`, `require()`,
 * and the type `import('x').Y`, which linters miss. Looks at the text, not at a syntax tree (TypeScript 7 has no
 * public one), and so may see one too many, in a string, but none too few. Whole-line comments are skipped.
 */
export function findImports(source: string): FoundImport[] {
  const code = blankComments(source)
  return [...code.matchAll(pattern)].map((match) => ({
    specifier: match[2] ?? '',
    line: code.slice(0, match.index).split('\n').length,
  }))
}

/** Blanks the comments that begin a line, keeping the lines. An import after code and a comment is still seen. */
export function blankComments(source: string): string {
  return source.replaceAll(/^[ \t]*(?:\/\*[\s\S]*?\*\/|\/\/[^\n]*)/gm, (comment) => comment.replaceAll(/[^\n]/g, ''))
}
