import type { SecurityStore } from '@waarmerk/pdf'
import {
  PkiError,
  type RevocationStatus,
  requireGood,
  tellsAbout,
  verifyArchivedCrl,
  verifyArchivedOcspResponse,
} from '@waarmerk/pki'
import { PadesError } from '../pades-error.ts'
import type { RevocationProof, RevocationSource } from '../ports.ts'

type Question = Parameters<RevocationSource['revocationOf']>[0]

/** What a verified answer or list says. */
interface Evidence {
  readonly status: RevocationStatus
  readonly proof: RevocationProof
}

/**
 * Answers with what a file's /DSS holds: a good answer, verified, from after the certificate was used; else what `live`
 * says; and where nobody can be asked, also the answer that was the newest when it was used.
 *
 * @returns a source that throws PkiError ERR_PKI_REVOKED where what is stored says that the certificate was revoked when
 *   it was used, and PadesError ERR_PADES_PROOF_MISSING where nothing is stored and nobody can be asked
 */
export const storedFirst = (store: SecurityStore | null, live: RevocationSource | null): RevocationSource => ({
  async revocationOf(question) {
    const { since } = question
    const found = store === null ? [] : await evidenceIn(store, question)
    for (const { status } of found) if (!wasGood(status, since)) requireGood(status)
    const proofs = found.filter(({ status }) => wasGood(status, since)).map(({ proof }) => proof)
    const later = proofs.find(({ thisUpdate }) => since === undefined || thisUpdate >= since)
    if (later !== undefined) return later
    if (live !== null) return await live.revocationOf(question)
    const newestThen = proofs.find((proof) => since !== undefined && tellsAbout(proof, since))
    if (newestThen !== undefined) return newestThen
    throw new PadesError('ERR_PADES_PROOF_MISSING', 'the file holds no proof that a certificate was not revoked')
  },
})

/** A certificate that was revoked later was good when it was used. */
const wasGood = (status: RevocationStatus, since: Date | undefined): boolean => {
  if (status.kind !== 'revoked' || since === undefined) return status.kind === 'good'
  return status.at > since && (status.invalidSince === undefined || status.invalidSince > since)
}

/** Of each kind: what a file that means well holds about one certificate. */
const mostLookedAt = 100

/** The latest stored first; what cannot be verified, or says nothing, is no evidence. */
const evidenceIn = async (store: SecurityStore, question: Question): Promise<Evidence[]> => {
  const answers = store.ocspResponses.filter((response) => mentions(response, question.certificate.serialNumberDer))
  const lists = store.crls.filter((crl) => mentions(crl.subarray(0, listHead), question.issuer.subjectDer))
  const found: Evidence[] = []
  for (const answer of answers.toReversed().slice(0, mostLookedAt))
    found.push(...(await verified(() => byAnswer(answer, question))))
  for (const crl of lists.toReversed().slice(0, mostLookedAt))
    found.push(...(await verified(() => byList(crl, question))))
  return found
}

/** The issuer stands at the beginning of a list. */
const listHead = 8192

const mentions = (der: Uint8Array, part: Uint8Array): boolean =>
  Buffer.from(der.buffer, der.byteOffset, der.length).includes(Buffer.from(part))

const byAnswer = async (response: Uint8Array, { certificate, issuer }: Question): Promise<Evidence> => {
  const answer = await verifyArchivedOcspResponse({ response, certificate, issuer })
  const { status, der, thisUpdate, nextUpdate, responder, certificates } = answer
  return { status, proof: { kind: 'ocsp', der, thisUpdate, nextUpdate, signer: responder, certificates } }
}

const byList = async (crl: Uint8Array, { certificate, issuer }: Question): Promise<Evidence> => {
  const { status, der, thisUpdate, nextUpdate } = await verifyArchivedCrl({ crl, certificate, issuer })
  return { status, proof: { kind: 'crl', der, thisUpdate, nextUpdate, signer: issuer, certificates: [] } }
}

/** What is stored is untrusted: whatever is wrong with it, it says nothing. */
const verified = async (verify: () => Promise<Evidence>): Promise<Evidence[]> => {
  try {
    const evidence = await verify()
    return evidence.status.kind === 'unknown' ? [] : [evidence]
  } catch (error) {
    if (!(error instanceof PkiError)) throw error
    return []
  }
}
