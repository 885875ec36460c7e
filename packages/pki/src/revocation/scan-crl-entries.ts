import { invalid } from '../der/der-reader.ts'
import { objectIdentifier } from '../der/der-writer.ts'
import { oids } from '../oids.ts'
import { PkiError } from '../pki-error.ts'

// RFC 5280 §5.3: the extensions of an entry that we process, or that say nothing about its state.
const known: readonly Uint8Array[] = [oids.crlReason, oids.invalidityDate].map(objectIdentifier)

/**
 * Walks through the list of revoked certificates (RFC 5280 §5.1.2.6) without making anything of its entries, so that a
 * list of several MB costs neither memory nor much time; every length is checked, strictly as DER.
 *
 * @param entries contents of the SEQUENCE OF
 * @param serialNumberDer DER of the INTEGER that is looked for
 * @returns DER of the entry; undefined when it is not in the list
 * @throws PkiError `ERR_PKI_DER_INVALID`, `ERR_PKI_CRL_SCOPE` when any entry has a critical extension that is not known:
 *   the whole list must not be used then (§5.3)
 */
export function scanCrlEntries(entries: Uint8Array, serialNumberDer: Uint8Array): Uint8Array | undefined {
  let found: Uint8Array | undefined
  for (let offset = 0; offset < entries.length; ) {
    const end = endOf(entries, offset, entries.length, 0x30)
    const start = contentsAt(entries, offset)
    const serialEnd = endOf(entries, start, end, 0x02)
    const dateEnd = endOf(entries, serialEnd, end, entries[serialEnd] === 0x18 ? 0x18 : 0x17)
    if (dateEnd < end) checkExtensions(entries, dateEnd, end)
    if (found === undefined && isAt(entries, start, serialEnd, serialNumberDer)) found = entries.subarray(offset, end)
    offset = end
  }
  return found
}

function checkExtensions(bytes: Uint8Array, offset: number, limit: number): void {
  if (endOf(bytes, offset, limit, 0x30) !== limit) throw invalid('more than an entry holds')
  for (let at = contentsAt(bytes, offset); at < limit; ) {
    const end = endOf(bytes, at, limit, 0x30)
    const type = contentsAt(bytes, at)
    const typeEnd = endOf(bytes, type, end, 0x06)
    // Extension: OID, critical BOOLEAN DEFAULT FALSE, OCTET STRING; in DER a BOOLEAN that is there is TRUE.
    const critical = bytes[typeEnd] === 0x01
    const value = critical ? endOf(bytes, typeEnd, end, 0x01) : typeEnd
    if (endOf(bytes, value, end, 0x04) !== end) throw invalid('not an extension')
    if (critical && !known.some((oid) => isAt(bytes, type, typeEnd, oid))) {
      throw new PkiError('ERR_PKI_CRL_SCOPE', 'an entry with a critical extension that is not known')
    }
    at = end
  }
}

/** Where the contents of the element at `offset` begin; its length octets were checked by {@link endOf}. */
function contentsAt(bytes: Uint8Array, offset: number): number {
  const first = bytes[offset + 1] ?? 0
  return offset + 2 + (first < 0x80 ? 0 : first & 0x7f)
}

/** Where the element at `offset`, which must have this tag, ends: at most at `limit`. */
function endOf(bytes: Uint8Array, offset: number, limit: number, tag: number): number {
  if (bytes[offset] !== tag || offset + 2 > limit) throw invalid('not an entry of a list of revoked certificates')
  const first = bytes[offset + 1] ?? 0
  const octets = first < 0x80 ? 0 : first & 0x7f
  if (first >= 0x80 && (octets === 0 || octets > 3)) throw invalid('indefinite or absurd length')
  let size = octets === 0 ? first : 0
  for (let i = 0; i < octets; i++) size = size * 256 + (bytes[offset + 2 + i] ?? 0)
  if (octets > 0 && (size < 0x80 || size < 256 ** (octets - 1))) throw invalid('length is not minimal')
  const end = offset + 2 + octets + size
  if (end > limit) throw invalid('cut short')
  return end
}

function isAt(bytes: Uint8Array, start: number, end: number, wanted: Uint8Array): boolean {
  if (end - start !== wanted.length) return false
  // From the end: the first octets of serial numbers are the same more often.
  for (let i = wanted.length - 1; i >= 0; i--) if (bytes[start + i] !== wanted[i]) return false
  return true
}
