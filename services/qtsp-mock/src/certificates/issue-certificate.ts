// @peculiar/x509 needs this import to come first.
import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import type { Digest } from '../authority/key-pair.ts'
import { distinguishedName, type Period } from './certificate-fields.ts'

/** Where an authority answers about the certificates that it issued. */
export interface Pointers {
  /** OCSP responder (RFC 5280 §4.2.2.1). */
  readonly ocsp?: string
  /** The authority's own certificate. */
  readonly issuer: string
  /** Its list of revoked certificates (RFC 5280 §4.2.1.13). */
  readonly crl?: string
}

/** Who signs a certificate. */
export interface CertificateIssuer {
  /** DER. */
  readonly certificate: Uint8Array
  readonly privateKey: webcrypto.CryptoKey
  readonly digest: Digest
}

/** What a certificate says. */
export interface CertificateContent extends Period {
  readonly serialNumber: string
  readonly commonName: string
  readonly publicKey: webcrypto.CryptoKey
  readonly pointers: Pointers
  /** What it is for: see `profiles.ts`. */
  readonly profile: readonly x509.Extension[]
}

/** DER of a certificate with key identifiers and the addresses of its issuer. */
export async function issueCertificate(content: CertificateContent, issuer: CertificateIssuer): Promise<Uint8Array> {
  const { commonName, pointers, profile, ...fields } = content
  const ca = new x509.X509Certificate(issuer.certificate)
  const certificate = await x509.X509CertificateGenerator.create(
    {
      ...fields,
      issuer: ca.subjectName,
      subject: distinguishedName(commonName),
      signingKey: issuer.privateKey,
      signingAlgorithm: { hash: issuer.digest } as webcrypto.EcdsaParams,
      extensions: [
        ...profile,
        await x509.AuthorityKeyIdentifierExtension.create(ca.publicKey, false, webcrypto),
        await x509.SubjectKeyIdentifierExtension.create(fields.publicKey, false, webcrypto),
        ...pointing(pointers),
      ],
    },
    webcrypto,
  )
  return new Uint8Array(certificate.rawData)
}

function pointing({ ocsp, issuer, crl }: Pointers): x509.Extension[] {
  return [
    new x509.AuthorityInfoAccessExtension({ ...(ocsp === undefined ? {} : { ocsp: [ocsp] }), caIssuers: [issuer] }),
    ...(crl === undefined ? [] : [new x509.CRLDistributionPointsExtension([crl])]),
  ]
}
