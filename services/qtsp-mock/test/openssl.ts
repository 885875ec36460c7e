import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll } from '@jest/globals'

/** Whether the outside judge is installed; without it its tests are skipped by name. */
export const present = spawnSync('openssl', ['version']).status === 0

const run = promisify(execFile)

/** OpenSSL's `ts` command: makes requests, and judges answers. */
export function openssl() {
  const directory = mkdtempSync(join(tmpdir(), 'qtsp-mock-openssl-'))
  afterAll(() => rmSync(directory, { recursive: true }))
  const path = (name: string) => join(directory, name)
  const keep = (name: string, content: Uint8Array | string) => {
    writeFileSync(path(name), content)
    return path(name)
  }
  const ts = async (...options: string[]) => (await run('openssl', ['ts', ...options], { encoding: 'buffer' })).stdout

  return {
    /** A request for some bytes; options such as `-sha384`, `-no_nonce`, `-cert`. */
    query: async (data: string, ...options: string[]): Promise<Uint8Array> =>
      new Uint8Array(await ts('-query', '-data', keep('data', data), ...options)),
    /** What the answer says. */
    async text(response: Uint8Array): Promise<string> {
      return (await ts('-reply', '-in', keep('response', response), '-text')).toString()
    },
    /** Whether the answer is right for the request: "OK", or why not. */
    async verify(query: Uint8Array, response: Uint8Array, ca: string, ...options: string[]): Promise<string> {
      const files = ['-queryfile', keep('query', query), '-in', keep('response', response), '-CAfile', keep('ca', ca)]
      try {
        await ts('-verify', ...files, ...options)
        return 'OK'
      } catch (error) {
        return error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
      }
    },
    keep,
  }
}
