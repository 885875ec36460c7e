import { PkiError } from '../pki-error.ts'
import { type DerElement, readDer } from './der-reader.ts'

const mostDepth = 32
const mostNodes = 20_000

/**
 * Reads what a stranger sent: asn1js takes it apart first, within bounds of size, depth and number of elements; then
 * it must be DER as well. The library is loaded here, when something is to be verified, so that signing costs none.
 *
 * @param mostBytes the largest input that is looked at
 * @returns the one element; well formed, nothing more is said about it
 * @throws PkiError `ERR_PKI_TOO_LARGE`, `ERR_PKI_DER_INVALID`
 */
export async function readUntrusted(bytes: Uint8Array, mostBytes: number): Promise<DerElement> {
  if (bytes.length > mostBytes) throw new PkiError('ERR_PKI_TOO_LARGE', `more than ${mostBytes} bytes`)
  const { fromBER } = await import('asn1js')
  const bounds = { maxDepth: mostDepth, maxNodes: mostNodes, maxContentLength: mostBytes, parseEmbedded: false }
  if (consumed(() => fromBER(bytes, bounds)) !== bytes.length) {
    throw new PkiError('ERR_PKI_DER_INVALID', 'not one ASN.1 element within bounds')
  }
  return readDer(bytes)
}

// It reports most mistakes by a negative offset, and throws on some (a malformed time, for example).
function consumed(parse: () => { readonly offset: number }): number {
  try {
    return parse().offset
  } catch (cause) {
    throw new PkiError('ERR_PKI_DER_INVALID', 'not ASN.1', { cause })
  }
}
