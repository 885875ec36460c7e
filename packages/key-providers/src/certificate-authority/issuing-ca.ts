import { generateKeyPairSync, type KeyObject, randomBytes as nodeRandomBytes } from 'node:crypto'
import { longestNamePart } from '@waarmerk/identity-assurance'
import {
  type AuthenticationContext,
  authenticationContexts,
  type Certificate,
  extension,
  oids,
  parseCertificate,
} from '@waarmerk/pki'
import { KeyProviderError } from '../key-provider-error.ts'
import { requireMatchingCertificate } from '../software-signer.ts'
import { issueCertificate, type RandomBytes, randomSerialNumber } from './issue-certificate.ts'
import { type OneTimeSubject, oneTimeSubject } from './one-time-subject.ts'

/** What a one-time certificate is to say. */
export interface OneTimeCertificateRequest extends OneTimeSubject {
  readonly publicKey: KeyObject
  /** Cut to whole seconds; the `iat` of the signing commitment. */
  readonly notBefore: Date
  /** Cut to whole seconds; at least the commitment's `exp` and 120 s. */
  readonly notAfter: Date
  readonly authenticationContext: AuthenticationContext
  /** 20 octets, positive; random when absent. */
  readonly serialNumber?: Uint8Array
}

/** Issues certificates for one-time keys (`docs/signing-protocol.md`, step 8). */
export interface IssuingCa {
  /**
   * Certifies a one-time key after its owner authorised the signature. Call it once for a key and store the answer
   * before the key is used: each call is another certificate.
   *
   * @returns DER, the leaf first, then this authority's chain
   * @throws KeyProviderError `ERR_KEY_SUBJECT_INVALID`, `ERR_KEY_VALIDITY_INVALID`; PkiError
   *   `ERR_PKI_AUTHENTICATION_CONTEXT_INVALID`
   */
  issueOneTimeCertificate(request: OneTimeCertificateRequest): Promise<Uint8Array[]>
  /**
   * The largest answer that {@link issueOneTimeCertificate} can give: same template, longest name, for a key that
   * exists nowhere. Only for sizing /Contents.
   */
  worstCaseCertificates(): Promise<Uint8Array[]>
}

/**
 * @param options.chain DER, the issuing authority's certificate first, then those above it
 * @param options.organisation what the subjects name beside the person: `testOrganisation` in a test environment,
 *   nothing in production, where a citizen acts for no organisation
 * @throws KeyProviderError `ERR_KEY_CERTIFICATE_MISMATCH`, `ERR_KEY_NOT_AN_ISSUER`
 * @example
 * const ca = createIssuingCa({ chain: [issuing.certificate, root.certificate], privateKey: issuing.privateKey, organisation: testOrganisation })
 * const [leaf] = await ca.issueOneTimeCertificate({ publicKey, givenName, surname, notBefore, notAfter, authenticationContext })
 */
export function createIssuingCa(options: {
  readonly chain: readonly Uint8Array[]
  readonly privateKey: KeyObject
  readonly organisation?: string
  readonly randomBytes?: RandomBytes
}): IssuingCa {
  const { chain, privateKey, organisation, randomBytes = nodeRandomBytes } = options
  const issuer = requireIssuer(chain[0], privateKey)
  // EN 319 412-2 §4.2.4: the country of the context in which the certificate is issued.
  const country = issuer.subjectAttributes.find(({ name }) => name === 'countryName')?.value
  const certify = async (request: OneTimeCertificateRequest): Promise<Uint8Array[]> => {
    const leaf = await issueCertificate({
      issuer: { name: issuer.subjectDer, privateKey },
      subject: oneTimeSubject(request, { country, organisation }, randomBytes),
      publicKey: request.publicKey,
      serialNumber: request.serialNumber ?? randomSerialNumber(randomBytes),
      notBefore: request.notBefore,
      notAfter: request.notAfter,
      extensions: oneTimeExtensions(request.authenticationContext),
    })
    return [leaf, ...chain]
  }
  return {
    async issueOneTimeCertificate(request) {
      requireWithin(request, issuer)
      return await certify(request)
    },
    worstCaseCertificates: () => certify(largestRequest()),
  }
}

function requireIssuer(certificate: Uint8Array | undefined, privateKey: KeyObject): Certificate {
  requireMatchingCertificate(privateKey, certificate)
  const issuer = parseCertificate(certificate ?? new Uint8Array())
  if (!issuer.isCa || !(issuer.keyUsage ?? ['keyCertSign']).includes('keyCertSign')) {
    throw new KeyProviderError('ERR_KEY_NOT_AN_ISSUER', 'this certificate may not issue certificates')
  }
  return issuer
}

// A certificate that outlives its issuer would fail every validation later (RFC 5280 §6.1.3 (a)(2)).
function requireWithin({ notBefore, notAfter }: OneTimeCertificateRequest, issuer: Certificate): void {
  if (notBefore < issuer.notBefore || notAfter > issuer.notAfter) {
    throw new KeyProviderError('ERR_KEY_VALIDITY_INVALID', 'the issuing authority is not valid for all that time')
  }
}

const oneTimeExtensions = (context: AuthenticationContext) => [
  // RFC 9608 §3 and RFC 5280 §4.2.1.9: an end entity's certificate needs no basic constraints.
  extension.keyUsage('contentCommitment'),
  extension.extendedKeyUsage([oids.documentSigning], false),
  extension.validityAssuredShortTerm(),
  extension.noRevocationAvailable(),
  { oid: oids.authenticationContexts, critical: false, value: authenticationContexts(context) },
]

// No character of the basic plane takes more than three octets of UTF-8, and those beyond count twice.
const longestName = '\u5b57'.repeat(longestNamePart)
const hash = Buffer.alloc(32).toString('base64url')

const largestRequest = (): OneTimeCertificateRequest => ({
  publicKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey,
  givenName: longestName,
  surname: longestName,
  // GeneralizedTime, two octets longer than UTCTime.
  notBefore: new Date('2050-01-01T00:00:00Z'),
  notAfter: new Date('2050-01-02T00:00:00Z'),
  authenticationContext: { commitment: hash, manifest: hash, issuer: 'x'.repeat(512), acr: 'x'.repeat(512) },
})
