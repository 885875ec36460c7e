import type { SecurityStore } from '@waarmerk/pdf'
import { type Certificate, PkiError, verifyArchivedCrl, verifyArchivedOcspResponse } from '@waarmerk/pki'
import { PadesError } from '../pades-error.ts'
import type { RevocationProof, RevocationSource } from '../ports.ts'

type Question = Parameters<RevocationSource['revocationOf']>[0]

/**
 * Answers with what a file's /DSS holds, where that is good, verified, and from after the certificate was used; else
 * asks `live`.
 *
 * @returns a source that throws PadesError ERR_PADES_PROOF_MISSING where nothing is stored and nobody can be asked
 */
export const storedFirst = (store: SecurityStore | null, live: RevocationSource | null): RevocationSource => ({
  async revocationOf(question) {
    const stored = store === null ? null : await proofIn(store, question)
    if (stored !== null) return stored
    if (live !== null) return await live.revocationOf(question)
    throw new PadesError('ERR_PADES_PROOF_MISSING', 'the file holds no proof that a certificate was not revoked')
  },
})

const proofIn = async (store: SecurityStore, question: Question): Promise<RevocationProof | null> => {
  const { certificate, since } = question
  const suits = (proof: RevocationProof | null): boolean =>
    proof !== null && (since === undefined || proof.thisUpdate >= since)
  for (const response of store.ocspResponses.toReversed()) {
    // Most are about other certificates: a response names its own by serial number.
    const proof = mentions(response, certificate) ? await asProof(() => ocspProof(response, question)) : null
    if (suits(proof)) return proof
  }
  for (const crl of store.crls.toReversed()) {
    const proof = await asProof(() => crlProof(crl, question))
    if (suits(proof)) return proof
  }
  return null
}

const mentions = (response: Uint8Array, { serialNumberDer }: Certificate): boolean =>
  Buffer.from(response.buffer, response.byteOffset, response.length).includes(Buffer.from(serialNumberDer))

const ocspProof = async (response: Uint8Array, { certificate, issuer }: Question): Promise<RevocationProof | null> => {
  const { status, der, thisUpdate, nextUpdate, responder, certificates } = await verifyArchivedOcspResponse({
    response,
    certificate,
    issuer,
  })
  return status.kind === 'good' ? { kind: 'ocsp', der, thisUpdate, nextUpdate, signer: responder, certificates } : null
}

const crlProof = async (crl: Uint8Array, { certificate, issuer }: Question): Promise<RevocationProof | null> => {
  const { status, der, thisUpdate, nextUpdate } = await verifyArchivedCrl({ crl, certificate, issuer })
  return status.kind === 'good' ? { kind: 'crl', der, thisUpdate, nextUpdate, signer: issuer, certificates: [] } : null
}

/** What is stored is untrusted: whatever is wrong with it, it proves nothing. */
const asProof = async (verify: () => Promise<RevocationProof | null>): Promise<RevocationProof | null> => {
  try {
    return await verify()
  } catch (error) {
    if (!(error instanceof PkiError)) throw error
    return null
  }
}
