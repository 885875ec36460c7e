import { createPrivateKey, randomUUID, X509Certificate } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { QtspMockError } from '../startup-error.ts'
import { keyAlgorithms } from './key-pair.ts'
import { type CreateQtspKeysOptions, createQtspKeys, type QtspKeys } from './qtsp-keys.ts'

const bytes = z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64')))
const key = z.strictObject({ algorithm: z.enum(keyAlgorithms), privateKey: bytes.refine(isPrivateKey) })
const identity = key.extend({ certificate: bytes.refine(isCertificate) })
const shape = z.strictObject({ ca: identity, issuing: key, tsa: key })

/**
 * The keys kept in a directory, made on first use, so that yesterday's time stamps still verify. The
 * file has mode 0600.
 *
 * @throws QtspMockError `ERR_QTSP_MOCK_CONFIG` when the file is there but is not ours
 */
export async function keysInDirectory(directory: string, options: CreateQtspKeysOptions): Promise<QtspKeys> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const path = join(directory, 'qtsp-mock-keys.json')
  const kept = await readFile(path, 'utf8').catch(absent)
  return kept === undefined ? writeOnce(path, options) : parse(kept)
}

// Written beside its name and linked into place: of two processes that start at once one wins, and
// neither ever reads half a file.
async function writeOnce(path: string, options: CreateQtspKeysOptions): Promise<QtspKeys> {
  const draft = `${path}.${randomUUID()}`
  try {
    await writeFile(draft, serialise(await createQtspKeys(options)), { mode: 0o600, flag: 'wx' })
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(draft, { force: true })
  }
  return parse(await readFile(path, 'utf8'))
}

function serialise(keys: QtspKeys): string {
  return JSON.stringify(keys, (_name, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  )
}

function parse(text: string): QtspKeys {
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    // The cause is left out: it would quote the file.
    throw new QtspMockError(
      'ERR_QTSP_MOCK_CONFIG',
      'qtsp-mock-keys.json is damaged or of another version; remove it to make new keys',
    )
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

function isPrivateKey(bytes: Uint8Array): boolean {
  return succeeds(() => createPrivateKey({ key: Buffer.from(bytes), format: 'der', type: 'pkcs8' }))
}

function isCertificate(bytes: Uint8Array): boolean {
  return succeeds(() => new X509Certificate(bytes))
}

function succeeds(attempt: () => unknown): boolean {
  try {
    attempt()
    return true
  } catch {
    return false
  }
}
