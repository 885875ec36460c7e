import { generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto'
import { createCertificateAuthority, issueOrganisationCertificate } from '@waarmerk/key-providers'
import { municipality, testMark } from '../sample/scenario-s1.ts'

/** A certificate and its private key (PKCS #8), both PEM. */
export interface Certified {
  readonly certificate: string
  readonly privateKey: string
}

const year = 365 * 24 * 3600 * 1000

/**
 * The development authority that issues one-time certificates, and a sealing certificate below it. Their
 * organisation says TEST.
 */
export async function makeCertificates(now: Date): Promise<{ issuingCa: Certified; seal: Certified }> {
  const notBefore = new Date(now.getTime() - 24 * 3600 * 1000)
  const notAfter = new Date(now.getTime() + 10 * year)
  const named = { organisation: testMark, notBefore, notAfter }
  const authority = await createCertificateAuthority({ ...named, commonName: 'Waarmerk TEST CA' })
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const commonName = `${municipality} (TEST)`
  const seal = await issueOrganisationCertificate(authority, { ...named, publicKey, commonName })
  return {
    issuingCa: certified(authority.certificate, authority.privateKey),
    seal: certified(seal, privateKey),
  }
}

function certified(der: Uint8Array, privateKey: KeyObject): Certified {
  const certificate = new X509Certificate(der).toString()
  return { certificate, privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
}
