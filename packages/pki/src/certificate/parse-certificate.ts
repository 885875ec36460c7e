import { createHash, type KeyObject, X509Certificate } from 'node:crypto'
import { signatureAlgorithmOf } from '../algorithm/algorithm-identifier.ts'
import { childrenOf, type DerElement, readDer } from '../der/der-reader.ts'
import { bitsOf, integerOf, timeOf } from '../der/der-values.ts'
import { oids } from '../oids.ts'
import { PkiError } from '../pki-error.ts'
import type { Certificate } from './certificate.ts'
import { parseName, printName } from './distinguished-name.ts'
import {
  parseAuthorityKeyIdentifier,
  parseBasicConstraints,
  parseExtendedKeyUsage,
  parseExtensions,
  parseKeyUsage,
  parseSubjectKeyIdentifier,
} from './extensions.ts'
import { parseRevocationPointers } from './revocation-pointers.ts'

const mostBytes = 65_536

/**
 * Takes a certificate apart (RFC 5280 §4.1). OpenSSL decodes it first; only what it accepts, and encodes back to
 * the same bytes, is looked at further.
 *
 * @param der at most 64 KiB, nothing after the certificate
 * @returns what the certificate states; not trusted
 * @throws PkiError `ERR_PKI_CERTIFICATE_TOO_LARGE`, `ERR_PKI_CERTIFICATE_INVALID`
 * @example
 * const leaf = parseCertificate(await readFile('leaf.der'))
 * validatePath({ certificate: leaf, intermediates, trustAnchors, at: new Date() })
 */
export function parseCertificate(der: Uint8Array): Certificate {
  if (der.length > mostBytes) throw new PkiError('ERR_PKI_CERTIFICATE_TOO_LARGE', 'a certificate is at most 64 KiB')
  try {
    return view(decodeWithOpenssl(der), Uint8Array.from(der))
  } catch (cause) {
    if (cause instanceof PkiError && cause.code === 'ERR_PKI_CERTIFICATE_INVALID') throw cause
    throw new PkiError('ERR_PKI_CERTIFICATE_INVALID', 'not a valid X.509 certificate', { cause })
  }
}

function decodeWithOpenssl(der: Uint8Array): X509Certificate {
  const decoded = new X509Certificate(der)
  // It takes PEM and BER too, and ignores what follows.
  if (Buffer.compare(decoded.raw, der) !== 0) throw new PkiError('ERR_PKI_CERTIFICATE_INVALID', 'not DER')
  return decoded
}

function view(decoded: X509Certificate, der: Uint8Array): Certificate {
  const [tbs, outerAlgorithm, signature] = childrenOf(readDer(der), 0x30)
  const fields = childrenOf(tbs, 0x30)
  const v3 = fields[0]?.tag === 0xa0 && integerOf(childrenOf(fields[0], 0xa0)[0]) === 2n
  if (fields[0]?.tag === 0xa0) fields.shift()
  const [serialNumber, innerAlgorithm, issuer, validity, subject, publicKey, ...optional] = fields
  // RFC 5280 §4.1.1.2: both must be the same.
  if (!sameBytes(innerAlgorithm, outerAlgorithm)) throw mistake('two signature algorithms')
  const list = optional.find((field) => field.tag === 0xa3)
  if (list !== undefined && !v3) throw mistake('extensions in a certificate before version 3')
  const extensions = parseExtensions(list && childrenOf(list, 0xa3)[0])
  const basicConstraints = parseBasicConstraints(extensions.get(oids.basicConstraints))
  const [notBefore, notAfter] = childrenOf(validity, 0x30)
  const subjectAttributes = parseName(subject)
  const issuerAttributes = parseName(issuer)
  const values = new Map([...extensions].map(([oid, extension]) => [oid, extension.value]))
  let key: KeyObject | undefined
  return {
    der,
    sha256: createHash('sha256').update(der).digest(),
    subject: printName(subjectAttributes),
    issuer: printName(issuerAttributes),
    subjectAttributes,
    issuerAttributes,
    subjectDer: present(subject).der,
    issuerDer: present(issuer).der,
    serialNumber: decoded.serialNumber,
    serialNumberDer: present(serialNumber).der,
    notBefore: timeOf(notBefore),
    notAfter: timeOf(notAfter),
    get publicKey() {
      key ??= publicKeyOf(decoded)
      return key
    },
    publicKeyDer: present(publicKey).der,
    keyUsage: parseKeyUsage(extensions.get(oids.keyUsage)),
    extendedKeyUsage: parseExtendedKeyUsage(extensions.get(oids.extendedKeyUsage)),
    basicConstraints,
    isCa: basicConstraints.cA,
    subjectKeyIdentifier: parseSubjectKeyIdentifier(extensions.get(oids.subjectKeyIdentifier)),
    authorityKeyIdentifier: parseAuthorityKeyIdentifier(extensions.get(oids.authorityKeyIdentifier)),
    ...parseRevocationPointers(values, basicConstraints.cA),
    extensions: values,
    criticalExtensions: new Set([...extensions.values()].flatMap(({ oid, critical }) => (critical ? [oid] : []))),
    tbsCertificate: present(tbs).der,
    signatureAlgorithm: signatureAlgorithmOf(outerAlgorithm),
    signature: bitsOf(signature),
  }
}

function publicKeyOf(decoded: X509Certificate): KeyObject {
  try {
    return decoded.publicKey
  } catch (cause) {
    throw new PkiError('ERR_PKI_ALGORITHM_REFUSED', 'a kind of public key that is not supported', { cause })
  }
}

const mistake = (detail: string) => new PkiError('ERR_PKI_CERTIFICATE_INVALID', `not a valid certificate: ${detail}`)

const sameBytes = (a: DerElement | undefined, b: DerElement | undefined): boolean =>
  a !== undefined && b !== undefined && Buffer.compare(a.der, b.der) === 0

function present(element: DerElement | undefined): DerElement {
  if (element === undefined) throw mistake('a field is missing')
  return element
}
