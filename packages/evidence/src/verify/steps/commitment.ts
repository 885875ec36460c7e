import { canonicalName } from '@waarmerk/identity-assurance'
import type { Commitment } from '../../commitment/create-commitment.ts'
import type { IdentificationCommitment } from '../../commitment/identification-commitment.ts'
import { parseCommitment } from '../../commitment/parse-commitment.ts'
import type { SigningCommitment } from '../../commitment/signing-commitment.ts'
import { EvidenceError } from '../../evidence-error.ts'
import { fromBase64url } from '../../hash/base64url.ts'
import { saltedSha256, sha256 } from '../../hash/sha256.ts'
import type { EvidenceRecord } from '../../record/evidence-record.ts'
import { tolerances } from '../../tolerances.ts'
import { demand } from '../demand.ts'
import type { Outcome } from '../evidence-step.ts'

/** Both commitments, read strictly and held against the record that opens them. */
export type VerifiedCommitments = {
  readonly identification: Commitment<IdentificationCommitment>
  readonly authorisation: Commitment<SigningCommitment>
}

const bytesOf = (base64url: string): Uint8Array => fromBase64url(base64url) ?? new Uint8Array()

const parseBoth = ({ manifest }: EvidenceRecord): VerifiedCommitments => {
  const first = parseCommitment(bytesOf(manifest.identification.commitment))
  const second = parseCommitment(bytesOf(manifest.authorisation.commitment))
  if (first.commitment.purpose !== 'identify' || second.commitment.purpose !== 'sign') {
    throw new EvidenceError('ERR_VERIFY_COMMITMENT', 'the commitments are not one to identify and one to sign')
  }
  return { identification: first, authorisation: second } as VerifiedCommitments
}

const requireOneOccasion = ({ identification, authorisation }: VerifiedCommitments): void => {
  const [first, second] = [identification.commitment, authorisation.commitment]
  const same = (['tenant', 'request', 'signer', 'issuer'] as const).every((name) => first[name] === second[name])
  demand(same, 'ERR_VERIFY_COMMITMENT', 'the two logins are not of one signer, request, tenant and issuer')
  const ordered = first.iat <= second.iat + tolerances.clockSkew
  demand(ordered, 'ERR_VERIFY_COMMITMENT', 'the identification was opened after the signing')
  demand(!second.concurrent, 'ERR_VERIFY_COMMITMENT', 'signing concurrently with others cannot be verified yet')
}

const requireOpened = (record: EvidenceRecord, { authorisation: { commitment } }: VerifiedCommitments): void => {
  const statement = sha256(bytesOf(record.manifest.statement))
  demand(statement === commitment.statement.sha256, 'ERR_VERIFY_STATEMENT', 'another statement was committed to')
  const name = saltedSha256(record.salts.name, canonicalName(record.name))
  demand(name === commitment.name.sha256, 'ERR_VERIFY_COMMITMENT', 'another name was committed to')
  const salted = record.salts.onBehalfOf !== null
  demand(salted === (commitment.onBehalfOf !== null), 'ERR_VERIFY_COMMITMENT', 'the salts do not fit the commitment')
  const { source } = record.manifest.requestParameters.profile.name
  demand(source === commitment.name.source, 'ERR_VERIFY_COMMITMENT', 'the name came from another source')
}

const requireDocuments = (record: EvidenceRecord, { authorisation: { commitment } }: VerifiedCommitments): void => {
  const [recorded, committed] = [record.documents, commitment.documents]
  const equal = recorded.every(({ id, field, base, content, signed }, index) => {
    const other = committed[index]
    const digests = base.sha256 === other?.base && base.size === other.baseSize && content.sha256 === other.content
    return id === other?.id && field === other.field && digests && content.size <= base.size && base.size < signed.size
  })
  const complete = equal && recorded.length === committed.length
  demand(complete, 'ERR_VERIFY_DOCUMENTS', 'the documents of the record are not those of the commitment')
}

const required = (nonce: string, client: string) => ({
  response_type: 'code',
  nonce,
  client_id: client,
  prompt: 'login',
})

/** What was sent to the provider carried this commitment; the page that sends the first login is not always ours. */
const requireRequests = (
  { manifest }: EvidenceRecord,
  { identification, authorisation }: VerifiedCommitments,
): void => {
  const { requestParameters } = manifest
  const asked = required(authorisation.nonce, authorisation.commitment.client)
  const second = Object.entries(asked).every(([name, value]) => requestParameters.authorisation[name] === value)
  const askedFirst = required(identification.nonce, identification.commitment.client)
  const first = Object.entries(askedFirst).every(([name, value]) => {
    return (requestParameters.identification[name] ?? value) === value
  })
  demand(first && second, 'ERR_VERIFY_REQUEST_PARAMETERS', 'the provider was asked something else')
}

/**
 * Step 1: what was committed to before each login, and that the record opens it: statement, name, documents, requests.
 * Whether these commitments are the ones that the provider saw is for the next step.
 *
 * @throws EvidenceError `ERR_JSON_*` · `ERR_COMMITMENT_*` · `ERR_VERIFY_COMMITMENT` · `ERR_VERIFY_STATEMENT` ·
 *   `ERR_VERIFY_DOCUMENTS` · `ERR_VERIFY_REQUEST_PARAMETERS`
 */
export const verifyCommitments = (record: EvidenceRecord): Outcome<VerifiedCommitments> => {
  const commitments = parseBoth(record)
  requireOneOccasion(commitments)
  requireOpened(record, commitments)
  requireDocuments(record, commitments)
  requireRequests(record, commitments)
  const { commitment, nonce } = commitments.authorisation
  const detail = `commits to ${commitment.documents.length} document(s), the statement and the key; hash ${nonce}`
  return { status: 'ok', detail, value: commitments }
}
