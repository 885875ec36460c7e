import { webcrypto, X509Certificate } from 'node:crypto'
import type { CertificateAuthorities } from '../authority/certificate-authorities.ts'
import { createKeyPair, type SignerAlgorithm } from '../authority/key-pair.ts'
import { period } from '../certificates/certificate-fields.ts'
import type { Pointers } from '../certificates/issue-certificate.ts'
import { signerProfile } from '../certificates/profiles.ts'
import type { Clock } from '../clock.ts'

/** Days that a signer's certificate is valid, unless told otherwise. */
const usualDays = 3 * 365

/** Ways to ask whether a certificate is revoked. */
export type RevocationSource = 'ocsp' | 'crl'

/** What a signer shall be like. */
export interface IssueSignerOptions {
  readonly algorithm: SignerAlgorithm
  /** At most 64 characters. */
  readonly commonName?: string | undefined
  /** By default a month ago. */
  readonly notBefore?: Date | undefined
  /** By default in three years. */
  readonly notAfter?: Date | undefined
  /** Which addresses the certificate names; both by default. */
  readonly revocationSources?: readonly RevocationSource[] | undefined
  /** The issuer's certificate as one certificate (`cer`, by default) or in a certs-only CMS (`p7c`). */
  readonly issuerForm?: 'cer' | 'p7c' | undefined
}

/** A key with its certificate. */
export interface IssuedSigner {
  /** PKCS #8. Secret, as far as a test key can be. */
  readonly privateKeyPem: string
  /** The signer's certificate, then the issuing authority's; the root is the trust anchor and stands apart. */
  readonly certificateChainPem: string
  /** Upper-case hexadecimal. */
  readonly serialNumber: string
}

/** Issues a new key and a certificate for it (key usage content commitment, purpose document signing). */
export async function issueSigner(
  { issuing }: CertificateAuthorities,
  clock: Clock,
  options: IssueSignerOptions,
): Promise<IssuedSigner> {
  const { publicKey, privateKey } = await createKeyPair(options.algorithm)
  const usual = period(clock.now(), usualDays)
  const { certificate, serialNumber } = await issuing.issue({
    commonName: options.commonName ?? 'Waarmerk TEST Signer',
    publicKey,
    notBefore: options.notBefore ?? usual.notBefore,
    notAfter: options.notAfter ?? usual.notAfter,
    pointers: pointersFor(issuing.pointers, options),
    profile: signerProfile(),
  })
  return {
    privateKeyPem: await pkcs8Pem(privateKey),
    certificateChainPem: [certificate, issuing.certificate].map((der) => new X509Certificate(der).toString()).join(''),
    serialNumber,
  }
}

function pointersFor(
  { ocsp, crl, issuer }: Required<Pointers>,
  { revocationSources = ['ocsp', 'crl'], issuerForm = 'cer' }: IssueSignerOptions,
): Pointers {
  return {
    ...(revocationSources.includes('ocsp') ? { ocsp } : {}),
    ...(revocationSources.includes('crl') ? { crl } : {}),
    issuer: issuer.replace(/cer$/, issuerForm),
  }
}

async function pkcs8Pem(key: webcrypto.CryptoKey): Promise<string> {
  const base64 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64')
  return `-----BEGIN PRIVATE KEY-----\n${base64.replaceAll(/.{64}(?=.)/g, '$&\n')}\n-----END PRIVATE KEY-----\n`
}
