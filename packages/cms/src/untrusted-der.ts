import { type DerElement, PkiError, readDer } from '@waarmerk/pki'
import { CmsError, type CmsErrorCode } from './cms-error.ts'

const mostDepth = 32
const mostNodes = 20_000

/**
 * Reads what a stranger sent: asn1js takes it apart first, within bounds of size, depth and number of elements; then
 * it must be DER as well. The library is loaded here, when something is to be verified, so that signing costs none.
 *
 * @throws CmsError `ERR_CMS_TOO_LARGE`, `ERR_CMS_MALFORMED`
 */
export async function readUntrusted(bytes: Uint8Array, mostBytes: number): Promise<DerElement> {
  if (bytes.length > mostBytes) throw new CmsError('ERR_CMS_TOO_LARGE', `more than ${mostBytes} bytes`)
  const { fromBER } = await import('asn1js')
  const bounds = { maxDepth: mostDepth, maxNodes: mostNodes, maxContentLength: mostBytes, parseEmbedded: false }
  if (consumed(() => fromBER(bytes, bounds)) !== bytes.length) {
    throw new CmsError('ERR_CMS_MALFORMED', 'not one ASN.1 element within bounds')
  }
  return asCmsError('ERR_CMS_MALFORMED', () => readDer(bytes))
}

// It reports most mistakes by a negative offset, and throws on some (a malformed time, for example).
function consumed(parse: () => { readonly offset: number }): number {
  try {
    return parse().offset
  } catch (cause) {
    throw new CmsError('ERR_CMS_MALFORMED', 'not ASN.1', { cause })
  }
}

/** Runs a reader whose complaints about structure are to carry a code of this package. */
export function asCmsError<T>(code: CmsErrorCode, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (!(cause instanceof PkiError)) throw cause
    const refused = cause.code === 'ERR_PKI_ALGORITHM_REFUSED'
    throw new CmsError(refused ? 'ERR_CMS_ALGORITHM_REFUSED' : code, cause.message, { cause })
  }
}
