import { X509Certificate } from 'node:crypto'
import { type Period, serialNumber } from '../certificates/certificate-fields.ts'
import { type CertificateContent, issueCertificate, type Pointers } from '../certificates/issue-certificate.ts'
import { issuingProfile, responderProfile } from '../certificates/profiles.ts'
import type { RandomBytes } from '../random-bytes.ts'
import type { Identity } from './identity.ts'
import { createKeyPair, digestFor } from './key-pair.ts'
import { keyPairOf, type QtspKeys } from './qtsp-keys.ts'

/** Names of the authorities, as they stand in the addresses. */
export const caNames = ['root', 'issuing'] as const

/** Name of an authority. */
export type CaName = (typeof caNames)[number]

/** An authority that issues certificates and answers for them. */
export interface CertificateAuthority extends Identity {
  readonly name: CaName
  /** What its certificates say about where to ask. */
  readonly pointers: Required<Pointers>
  /** Its own period: nothing that it issues for the double itself needs another. */
  readonly period: Period
  /** Its delegated OCSP responder (RFC 6960 §4.2.2.2). */
  readonly responder: Identity
  /** Issues a certificate: DER, with the serial number in hexadecimal. */
  issue(content: IssueContent): Promise<{ certificate: Uint8Array; serialNumber: string }>
  /** Whether it issued this serial number (upper-case hexadecimal) since it started. */
  hasIssued(serialNumber: string): boolean
}

/** What the authority does not settle itself. */
type IssueContent = Omit<CertificateContent, 'serialNumber' | 'pointers'> & { readonly pointers?: Pointers }

/** Both authorities of the double. */
export type CertificateAuthorities = Readonly<Record<CaName, CertificateAuthority>>

/** Prepares the authorities for a double that answers at `baseUrl`. */
export async function createCertificateAuthorities(
  keys: QtspKeys,
  baseUrl: string,
  random: RandomBytes,
): Promise<CertificateAuthorities> {
  const period = periodOf(keys.ca.certificate)
  const root = await authority(
    'root',
    {
      certificate: keys.ca.certificate,
      chain: [],
      privateKey: (await keyPairOf(keys.ca)).privateKey,
      digest: digestFor(keys.ca.algorithm),
    },
    { baseUrl, period, random },
  )
  const { publicKey, privateKey } = await keyPairOf(keys.issuing)
  const commonName = 'Waarmerk TEST Issuing CA'
  const { certificate } = await root.issue({ commonName, publicKey, ...period, profile: issuingProfile() })
  const issuing = await authority(
    'issuing',
    { certificate, chain: [root.certificate], privateKey, digest: digestFor(keys.issuing.algorithm) },
    { baseUrl, period, random },
  )
  return { root, issuing }
}

interface Surroundings {
  readonly baseUrl: string
  readonly period: Period
  readonly random: RandomBytes
}

async function authority(name: CaName, identity: Identity, { baseUrl, period, random }: Surroundings) {
  const pointers = {
    ocsp: `${baseUrl}/ocsp/${name}`,
    issuer: `${baseUrl}/ca/${name}.cer`,
    crl: `${baseUrl}/crl/${name}.crl`,
  }
  const issued = new Set<string>()
  const issue: CertificateAuthority['issue'] = async (content) => {
    const number = serialNumber(random)
    issued.add(number)
    const certificate = await issueCertificate({ pointers, ...content, serialNumber: number }, identity)
    return { certificate, serialNumber: number }
  }
  const responder = await createResponder({ ...identity, issue, name, period })
  const hasIssued = (number: string) => issued.has(number)
  return { ...identity, name, pointers, period, responder, issue, hasIssued } satisfies CertificateAuthority
}

/** A responder of an authority; its purpose is OCSP signing unless told otherwise. */
export async function createResponder(
  issuer: Pick<CertificateAuthority, 'name' | 'issue' | 'certificate' | 'chain' | 'period'>,
  { validity = issuer.period, profile = responderProfile() }: Partial<ResponderOptions> = {},
): Promise<Identity> {
  // A responder with a key of its own, made at every start: nobody needs yesterday's.
  const { publicKey, privateKey } = await createKeyPair('p-256')
  const commonName = `Waarmerk TEST OCSP ${issuer.name}`
  const { certificate } = await issuer.issue({ commonName, publicKey, ...validity, profile })
  return { certificate, chain: [issuer.certificate, ...issuer.chain], privateKey, digest: digestFor('p-256') }
}

interface ResponderOptions {
  readonly validity: Period
  readonly profile: CertificateContent['profile']
}

function periodOf(certificate: Uint8Array): Period {
  const { validFrom, validTo } = new X509Certificate(certificate)
  return { notBefore: new Date(validFrom), notAfter: new Date(validTo) }
}
