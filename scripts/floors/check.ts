import { readSources } from './source-files.ts'
import { findViolations } from './violations.ts'

// The house's rules over the whole repository, or over the root that is named.
const root = process.argv[2] ?? new URL('../../', import.meta.url).pathname
const violations = findViolations(readSources(root))
for (const { path, line, message } of violations) process.stderr.write(`${path}:${line} ${message}\n`)
process.exitCode = violations.length > 0 ? 1 : 0
