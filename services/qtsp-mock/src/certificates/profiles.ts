// @peculiar/x509 needs this import to come first.
import 'reflect-metadata'
import * as x509 from '@peculiar/x509'

/** Key purposes (RFC 5280 §4.2.1.12, RFC 6960 §4.2.2.2, RFC 9336). */
export const purposes = {
  serverAuth: '1.3.6.1.5.5.7.3.1',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
  documentSigning: '1.3.6.1.5.5.7.3.36',
} as const

const { digitalSignature, nonRepudiation, keyCertSign, cRLSign } = x509.KeyUsageFlags

const endEntity = (usage: x509.KeyUsageFlags, keyPurposes: readonly string[], critical: boolean) => [
  new x509.BasicConstraintsExtension(false, undefined, true),
  new x509.KeyUsagesExtension(usage, true),
  new x509.ExtendedKeyUsageExtension([...keyPurposes], critical),
]

/** An authority that issues end certificates, and nothing below. */
export function issuingProfile(): readonly x509.Extension[] {
  return [new x509.BasicConstraintsExtension(true, 0, true), new x509.KeyUsagesExtension(keyCertSign | cRLSign, true)]
}

/** A person who signs documents: content commitment only (ETSI EN 319 412-2 §4.3.2), RFC 9336 purpose. */
export function signerProfile(): readonly x509.Extension[] {
  return endEntity(nonRepudiation, [purposes.documentSigning], false)
}

/** How the purpose of a certificate may be wrong. */
export interface ExtendedKeyUsage {
  readonly purposes: readonly string[]
  readonly critical: boolean
}

/** RFC 3161 §2.3: one purpose, id-kp-timeStamping, in a critical extension. */
export const properTsaUsage: ExtendedKeyUsage = { purposes: [purposes.timeStamping], critical: true }

/** A time-stamping unit. */
export function tsaProfile({ purposes, critical }: ExtendedKeyUsage = properTsaUsage): readonly x509.Extension[] {
  return endEntity(digitalSignature, purposes, critical)
}

/** id-pkix-ocsp-nocheck (RFC 6960 §4.2.2.2.1); its value is NULL. */
const noCheck = () => new x509.Extension('1.3.6.1.5.5.7.48.1.5', false, Uint8Array.of(0x05, 0x00))

/** A responder that an authority delegated OCSP to, and that need not be checked itself. */
export function responderProfile(keyPurpose?: string): readonly x509.Extension[] {
  return [...responderToCheckProfile(keyPurpose), noCheck()]
}

/** A responder that must be checked as any other certificate. */
export function responderToCheckProfile(keyPurpose: string = purposes.ocspSigning): readonly x509.Extension[] {
  return endEntity(digitalSignature, [keyPurpose], false)
}
