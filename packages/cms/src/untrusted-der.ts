import { type DerElement, PkiError, type PkiErrorCode, readDer, readUntrusted as readInPki } from '@waarmerk/pki'
import { CmsError, type CmsErrorCode } from './cms-error.ts'

/**
 * What pki's reader of untrusted DER gives, its complaints with codes of this package.
 *
 * @throws CmsError `ERR_CMS_TOO_LARGE`, `ERR_CMS_MALFORMED`
 */
export async function readUntrusted(bytes: Uint8Array, mostBytes: number): Promise<DerElement> {
  try {
    return await readInPki(bytes, mostBytes)
  } catch (cause) {
    throw recoded('ERR_CMS_MALFORMED', cause)
  }
}

/**
 * Reads what this process itself made, or verified before: by the strict reader alone.
 *
 * @throws CmsError `ERR_CMS_TOO_LARGE`, `ERR_CMS_MALFORMED`
 */
export function readOwn(bytes: Uint8Array, mostBytes: number): DerElement {
  if (bytes.length > mostBytes) throw new CmsError('ERR_CMS_TOO_LARGE', `more than ${mostBytes} bytes`)
  return asCmsError('ERR_CMS_MALFORMED', () => readDer(bytes))
}

/** Runs a reader whose complaints about structure are to carry a code of this package. */
export function asCmsError<T>(code: CmsErrorCode, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw recoded(code, cause)
  }
}

const sameMeaning: Partial<Record<PkiErrorCode, CmsErrorCode>> = {
  ERR_PKI_TOO_LARGE: 'ERR_CMS_TOO_LARGE',
  ERR_PKI_ALGORITHM_REFUSED: 'ERR_CMS_ALGORITHM_REFUSED',
}

const recoded = (code: CmsErrorCode, cause: unknown): unknown =>
  cause instanceof PkiError ? new CmsError(sameMeaning[cause.code] ?? code, cause.message, { cause }) : cause
