import { signatureAlgorithmOf } from '../algorithm/algorithm-identifier.ts'
import type { SignatureAlgorithm } from '../algorithm/signature-algorithms.ts'
import { type Extension, parseExtensions } from '../certificate/extensions.ts'
import { childrenOf, type DerElement, readDer } from '../der/der-reader.ts'
import { bitsOf, countOf, timeOf } from '../der/der-values.ts'
import { concat, sequence } from '../der/der-writer.ts'
import { readUntrusted } from '../der/untrusted-der.ts'
import { PkiError } from '../pki-error.ts'

const mostBytesBeside = 64 * 1024

/** What a list of revoked certificates states (RFC 5280 §5.1). Parsed, nothing verified. */
export interface ParsedCrl {
  /** DER of the TBSCertList: what was signed. */
  readonly signedBytes: Uint8Array
  readonly issuerDer: Uint8Array
  readonly thisUpdate: Date
  readonly nextUpdate: Date
  /** Contents of revokedCertificates, not looked at. */
  readonly entries: Uint8Array
  readonly extensions: ReadonlyMap<string, Extension>
  /** Undefined: an algorithm that this product refuses. */
  readonly signatureAlgorithm: SignatureAlgorithm | undefined
  readonly signature: Uint8Array
}

/**
 * Takes a CertificateList apart. Its entries may be many, and are left as they are for a scan; everything else goes
 * through asn1js first, as an equal list without entries.
 *
 * @throws PkiError `ERR_PKI_CRL_MALFORMED` and DER's
 */
export async function parseCrl(crl: Uint8Array): Promise<ParsedCrl> {
  const whole = childrenOf(readDer(crl), 0x30)
  const fields = childrenOf(whole[0], 0x30)
  const at = fields.findIndex((field, i) => i > 0 && field.tag === 0x30 && isTime(fields[i - 1]))
  const [list] = at < 0 ? [] : fields.splice(at, 1)
  const rest = whole.slice(1).map(({ der }) => der)
  await readUntrusted(sequence(sequence(...fields.map(({ der }) => der)), concat(rest)), mostBytesBeside)
  return { ...parseFields(fields, whole), entries: list?.contents ?? new Uint8Array() }
}

const isTime = (field: DerElement | undefined): boolean => field?.tag === 0x17 || field?.tag === 0x18

function parseFields(fields: readonly DerElement[], [data, outer, signature]: readonly DerElement[]) {
  const [version, inner, issuer, thisUpdate, nextUpdate, extensions, ...more] = fields
  if (version?.tag !== 0x02 || countOf(version) !== 1 || more.length > 0) throw malformed('not of version 2')
  if (inner === undefined || outer === undefined || Buffer.compare(inner.der, outer.der) !== 0) {
    throw malformed('two signature algorithms')
  }
  return {
    signedBytes: data?.der ?? new Uint8Array(),
    issuerDer: issuer?.der ?? new Uint8Array(),
    thisUpdate: timeOf(thisUpdate),
    // RFC 5280 §5.1.2.5: every list says when the next comes.
    nextUpdate: timeOf(nextUpdate),
    extensions: parseExtensions(extensions && childrenOf(extensions, 0xa0)[0]),
    signatureAlgorithm: signatureAlgorithmOf(outer),
    signature: bitsOf(signature),
  }
}

const malformed = (detail: string) =>
  new PkiError('ERR_PKI_CRL_MALFORMED', `not a list of revoked certificates: ${detail}`)
