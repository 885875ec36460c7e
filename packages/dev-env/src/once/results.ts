import { copyFile, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { DevEnvError } from '../dev-env-error.ts'

/** What a run leaves behind. */
export interface Results {
  /** Where the signed PDF lies now. */
  readonly signedPdf: string
  readonly evidence: object
  readonly opJwks: object
  /** PEM. */
  readonly trustAnchors: string
}

/** Absolute paths of what was written. */
export type Written = Readonly<Record<keyof Results, string>>

const nothing = (error: NodeJS.ErrnoException) => {
  if (error.code !== 'ENOENT') throw error
}

/**
 * Refuses a place where results can certainly not be written, before any work is done.
 *
 * @throws DevEnvError `ERR_DEV_ENV_OUT_UNWRITABLE`
 */
export async function requirePlace(out: string): Promise<void> {
  const there = await stat(out).catch(nothing).catch(unwritable)
  if (there && !there.isDirectory()) unwritable(new Error('not a directory'))
}

/**
 * Writes everything or nothing: first beside their names, then, when all are whole, under their names.
 *
 * @param source file name of the PDF that was signed
 * @throws DevEnvError `ERR_DEV_ENV_OUT_UNWRITABLE`
 */
export async function writeResults(out: string, source: string, results: Results): Promise<Written> {
  const name = basename(source).replace(/\.pdf$/i, '')
  const written: Written = {
    signedPdf: join(out, `${name}-signed.pdf`),
    evidence: join(out, `${name}-evidence.json`),
    opJwks: join(out, `${name}-op-jwks.json`),
    trustAnchors: join(out, `${name}-trust-anchors.pem`),
  }
  const made = await mkdir(out, { recursive: true }).catch(unwritable)
  const draft = (path: string) => `${path}.part`
  try {
    await copyFile(results.signedPdf, draft(written.signedPdf))
    await writeFile(draft(written.evidence), json(results.evidence))
    await writeFile(draft(written.opJwks), json(results.opJwks))
    await writeFile(draft(written.trustAnchors), results.trustAnchors)
    for (const path of Object.values(written)) await rename(draft(path), path)
    return written
  } catch (cause) {
    for (const path of Object.values(written)) await rm(draft(path), { force: true })
    if (made !== undefined) await rm(made, { recursive: true, force: true })
    return unwritable(cause)
  }
}

const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`

function unwritable(cause: unknown): never {
  throw new DevEnvError('ERR_DEV_ENV_OUT_UNWRITABLE', 'the results cannot be written to --out', { cause })
}
