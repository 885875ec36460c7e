import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import {
  type AuthenticationContext,
  authenticationContexts,
  type Certificate,
  extension,
  oids,
  parseCertificate,
} from '@waarmerk/pki'
import { KeyError } from '../errors.ts'
import { certificateSerial } from './certificate-serial.ts'
import { type PersonalName, personSubject } from './person-subject.ts'
import { publicKeyDer, signCertificate } from './sign-certificate.ts'

/** What a one-time certificate is to state (signing protocol, step 8). */
export interface OneTimeCertificateRequest {
  readonly publicKey: KeyObject
  /** As committed. */
  readonly name: PersonalName
  /** Random; mapped to the person in the evidence only. Never the BSN, nor a hash of it. */
  readonly subjectSerialNumber: string
  readonly notBefore: Date
  readonly notAfter: Date
  /** RFC 7773: how the person authenticated. */
  readonly authenticationContext: AuthenticationContext
}

/** The operator's authority that vouches for one-time keys. */
export interface IssuingCa {
  /** DER, the issued certificate first, then the authority's. @throws {KeyError} ERR_KEY_CERTIFICATE_REQUEST */
  issueOneTimeCertificate(request: OneTimeCertificateRequest): Promise<Uint8Array[]>
  /** As large as certificates of this template get: for the dry run that sizes /Contents. */
  worstCaseCertificates(): Promise<Uint8Array[]>
}

/**
 * An issuing authority with its key in memory.
 *
 * @param options.chain DER of the authority's certificate, then those above it
 * @param options.organisation goes into every subject; "TEST – niet rechtsgeldig" outside production
 */
export const createIssuingCa = (options: {
  readonly chain: readonly Uint8Array[]
  readonly privateKey: KeyObject
  readonly organisation: string
}): IssuingCa => {
  const [first] = options.chain
  if (first === undefined) throw new TypeError('an issuing authority has a certificate')
  const authority = parseCertificate(first)
  const issue = (request: OneTimeCertificateRequest): Uint8Array[] => {
    refuseOutside(authority, request)
    return [write(authority, options, request), ...options.chain]
  }
  return {
    issueOneTimeCertificate: async (request) => issue(request),
    worstCaseCertificates: async () => issue(worstCase(authority)),
  }
}

/** A certificate cannot outlive the authority that vouches for it. */
const refuseOutside = (authority: Certificate, { notBefore, notAfter }: OneTimeCertificateRequest): void => {
  if (notAfter > notBefore && notBefore >= authority.notBefore && notAfter <= authority.notAfter) return
  throw new KeyError('ERR_KEY_CERTIFICATE_REQUEST', 'the validity lies outside that of the issuing authority')
}

const write = (
  authority: Certificate,
  { privateKey, organisation }: { readonly privateKey: KeyObject; readonly organisation: string },
  request: OneTimeCertificateRequest,
): Uint8Array => {
  const spki = publicKeyDer(request.publicKey)
  return signCertificate(
    {
      serialNumber: certificateSerial(),
      issuer: authority.subjectDer,
      subject: personSubject(request.name, organisation, request.subjectSerialNumber),
      notBefore: request.notBefore,
      notAfter: request.notAfter,
      publicKey: spki,
      extensions: [
        extension.endEntity(),
        extension.keyUsage('contentCommitment'),
        // RFC 9336
        extension.extendedKeyUsage([oids.documentSigning], false),
        extension.subjectKeyIdentifier(extension.keyIdentifier(spki)),
        extension.authorityKeyIdentifier(extension.keyIdentifier(authority.publicKeyDer)),
        extension.validityAssuredShortTerm(),
        extension.noRevocationAvailable(),
        {
          oid: oids.authenticationContexts,
          critical: false,
          value: authenticationContexts(request.authenticationContext),
        },
      ],
    },
    privateKey,
  )
}

/** The longest of everything: name parts of 200 characters, long issuer identifiers and acr values. */
const worstCase = (authority: Certificate): OneTimeCertificateRequest => {
  const digest = randomBytes(32).toString('base64url')
  // A CJK character takes three octets of UTF-8, as many as any of the basic plane.
  const part = '字'.repeat(200)
  return {
    publicKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey,
    name: { given: part, family: part },
    subjectSerialNumber: randomBytes(16).toString('hex'),
    notBefore: authority.notBefore,
    notAfter: authority.notAfter,
    authenticationContext: {
      commitment: digest,
      issuer: `https://${'i'.repeat(492)}`,
      acr: 'a'.repeat(256),
      manifest: digest,
    },
  }
}
