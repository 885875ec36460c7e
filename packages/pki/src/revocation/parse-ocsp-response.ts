import { signatureAlgorithmOf } from '../algorithm/algorithm-identifier.ts'
import type { SignatureAlgorithm } from '../algorithm/signature-algorithms.ts'
import { type Extension, parseExtensions } from '../certificate/extensions.ts'
import { childrenOf, contentsOf, type DerElement, readDer } from '../der/der-reader.ts'
import { bitsOf, enumeratedOf, generalizedTimeOf, oidOf } from '../der/der-values.ts'
import { oids } from '../oids.ts'
import { PkiError } from '../pki-error.ts'
import { type RevocationStatus, revocationReasons } from './revocation-status.ts'

const mostCertificates = 8
const mostAnswers = 64

/** What an OCSP response states (RFC 6960 §4.2.1). Parsed, nothing verified. */
export interface ParsedOcspResponse {
  /** DER of the ResponseData: what was signed. */
  readonly signedBytes: Uint8Array
  readonly responder: { readonly nameDer: Uint8Array } | { readonly keyHash: Uint8Array }
  readonly producedAt: Date
  readonly answers: readonly ParsedOcspAnswer[]
  readonly extensions: ReadonlyMap<string, Extension>
  /** Undefined: an algorithm that this product refuses. */
  readonly signatureAlgorithm: SignatureAlgorithm | undefined
  readonly signature: Uint8Array
  /** DER of each certificate that came along. */
  readonly certificates: readonly Uint8Array[]
}

/** What a response states about one certificate. Parsed, nothing verified. */
export interface ParsedOcspAnswer {
  readonly digestOid: string
  readonly issuerNameHash: Uint8Array
  readonly issuerKeyHash: Uint8Array
  readonly serialNumberDer: Uint8Array
  readonly status: RevocationStatus
  readonly thisUpdate: Date
  readonly nextUpdate: Date | null
  readonly extensions: ReadonlyMap<string, Extension>
}

// RFC 6960 §4.2.1, by number; 4 is not used.
const refusals = [undefined, 'malformedRequest', 'internalError', 'tryLater', undefined, 'sigRequired', 'unauthorized']

/** Takes an OCSPResponse apart. @throws PkiError `ERR_PKI_OCSP_REJECTED`, `ERR_PKI_OCSP_MALFORMED` and DER's */
export function parseOcspResponse(element: DerElement): ParsedOcspResponse {
  const [status, wrapped] = childrenOf(element, 0x30)
  const number = enumeratedOf(status)
  if (number !== 0) {
    throw new PkiError('ERR_PKI_OCSP_REJECTED', `the responder refused: ${refusals[number] ?? 'no known reason'}`)
  }
  const [type, response] = childrenOf(childrenOf(wrapped, 0xa0)[0], 0x30)
  if (oidOf(type) !== oids.ocspBasic) throw malformed('not a basic response')
  return parseBasicResponse(readDer(contentsOf(response, 0x04)))
}

function parseBasicResponse(basic: DerElement): ParsedOcspResponse {
  const [data, algorithm, signature, certs] = childrenOf(basic, 0x30)
  const certificates = certs === undefined ? [] : childrenOf(childrenOf(certs, 0xa0)[0], 0x30)
  if (certificates.length > mostCertificates) throw malformed('too many certificates')
  const fields = childrenOf(data, 0x30)
  // DER leaves the version out, as v1 is the only one and the default.
  const [responder, producedAt, answers, extensions] = fields
  const list = childrenOf(answers, 0x30)
  if (list.length > mostAnswers) throw malformed('too many answers')
  return {
    signedBytes: data?.der ?? new Uint8Array(),
    responder: parseResponder(responder),
    producedAt: generalizedTimeOf(producedAt),
    answers: list.map(parseAnswer),
    extensions: explicitExtensions(extensions),
    signatureAlgorithm: signatureAlgorithmOf(algorithm),
    signature: bitsOf(signature),
    certificates: certificates.map(({ der }) => der),
  }
}

function parseResponder(element: DerElement | undefined): ParsedOcspResponse['responder'] {
  if (element?.tag === 0xa2) return { keyHash: contentsOf(childrenOf(element, 0xa2)[0], 0x04) }
  return { nameDer: childrenOf(element, 0xa1)[0]?.der ?? new Uint8Array() }
}

function parseAnswer(element: DerElement): ParsedOcspAnswer {
  const [certId, status, thisUpdate, ...optional] = childrenOf(element, 0x30)
  const [digest, name, key, serialNumber] = childrenOf(certId, 0x30)
  const next = optional.find(({ tag }) => tag === 0xa0)
  return {
    digestOid: oidOf(childrenOf(digest, 0x30)[0]),
    issuerNameHash: contentsOf(name, 0x04),
    issuerKeyHash: contentsOf(key, 0x04),
    serialNumberDer: serialNumber?.der ?? new Uint8Array(),
    status: parseStatus(status),
    thisUpdate: generalizedTimeOf(thisUpdate),
    nextUpdate: next === undefined ? null : generalizedTimeOf(childrenOf(next, 0xa0)[0]),
    extensions: explicitExtensions(optional.find(({ tag }) => tag === 0xa1)),
  }
}

function parseStatus(element: DerElement | undefined): RevocationStatus {
  if (element?.tag === 0x80 && element.contents.length === 0) return { kind: 'good' }
  if (element?.tag === 0x82 && element.contents.length === 0) return { kind: 'unknown' }
  const [at, reason] = childrenOf(element, 0xa1)
  const number = reason === undefined ? 0 : enumeratedOf(childrenOf(reason, 0xa0)[0])
  const name = revocationReasons[number]
  if (name === undefined) throw malformed('a reason that does not exist')
  return { kind: 'revoked', at: generalizedTimeOf(at), reason: name, invalidSince: undefined }
}

const explicitExtensions = (element: DerElement | undefined): Map<string, Extension> =>
  parseExtensions(element && childrenOf(element, 0xa1)[0])

const malformed = (detail: string) => new PkiError('ERR_PKI_OCSP_MALFORMED', `not an OCSP response: ${detail}`)
