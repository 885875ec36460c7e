import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { OidcMockError } from '../startup-error.ts'
import { createProviderKeys, type ProviderKeys } from './provider-keys.ts'

const shape = z.strictObject({
  signingKey: z.looseObject({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: z.string(),
    y: z.string(),
    d: z.string(),
    kid: z.string(),
  }),
  pairwiseSalt: z.base64url(),
})

/**
 * The keys kept in a directory, made on first use, so that yesterday's tokens still verify and
 * people keep their `sub`. The file has mode 0600.
 *
 * @throws OidcMockError `ERR_OIDC_MOCK_CONFIG` when the file is there but is not ours
 */
export async function keysInDirectory(directory: string): Promise<ProviderKeys> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const path = join(directory, 'oidc-mock-keys.json')
  const kept = await readFile(path, 'utf8').catch(absent)
  return kept === undefined ? writeOnce(path) : parse(kept)
}

// Written beside its name and linked into place: of two processes that start at once one wins, and
// neither ever reads half a file.
async function writeOnce(path: string): Promise<ProviderKeys> {
  const draft = `${path}.${randomUUID()}`
  try {
    await writeFile(draft, JSON.stringify(await createProviderKeys()), { mode: 0o600, flag: 'wx' })
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(draft, { force: true })
  }
  return parse(await readFile(path, 'utf8'))
}

function parse(text: string): ProviderKeys {
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    // The cause is left out: it would quote the file.
    throw new OidcMockError('ERR_OIDC_MOCK_CONFIG', 'oidc-mock-keys.json is damaged; remove it to make new keys')
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
