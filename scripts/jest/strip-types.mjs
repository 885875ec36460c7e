import { createHash } from 'node:crypto'
import { stripTypeScriptTypes } from 'node:module'

// Node's own type stripping keeps line and column exact, so no source maps are needed.
export default {
  getCacheKey: (code, path) => createHash('sha256').update(`${process.version}\0${path}\0${code}`).digest('hex'),
  process: (code) => ({ code: stripTypeScriptTypes(code, { mode: 'strip' }) }),
}
