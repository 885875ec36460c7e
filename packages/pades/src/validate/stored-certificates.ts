import type { SecurityStore } from '@waarmerk/pdf'
import { type Certificate, PkiError, parseCertificate } from '@waarmerk/pki'

/** The certificates that a /DSS holds; what cannot be read as one is passed over. Untrusted. */
export const storedCertificates = (store: SecurityStore | null): Certificate[] =>
  (store?.certificates ?? []).flatMap((der) => {
    try {
      return parseCertificate(der)
    } catch (error) {
      if (!(error instanceof PkiError)) throw error
      return []
    }
  })
