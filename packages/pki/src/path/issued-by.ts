import type { Certificate } from '../certificate/certificate.ts'
import { PkiError } from '../pki-error.ts'
import { checkIssuer, checkSignature } from './check-certificate.ts'
import { isNamedIssuer } from './named-issuer.ts'

/**
 * Whether `issuer` did issue `certificate`: a CA, named as its issuer, whose key signed it. One step only: says nothing
 * about time, nor whether anybody trusts the issuer; see {@link validatePath} (RFC 5280 §6.1). Never throws.
 */
export function isIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
  if (!isNamedIssuer(issuer, certificate)) return false
  try {
    checkIssuer(issuer, 0)
    checkSignature(certificate, issuer)
    return true
  } catch (error) {
    if (!(error instanceof PkiError)) throw error
    return false
  }
}
