import type { Certificate } from '@waarmerk/pki'
import { calculateJwkThumbprint } from 'jose'
import { type IdTokenAlgorithm, idTokenAlgorithms } from '../../id-token/algorithms.ts'
import type { ExpectedIdToken, ExpectedRepresentation } from '../../id-token/expected.ts'
import { type ParsedJwks, parseJwks } from '../../id-token/jwks.ts'
import { type VerifiedIdToken, verifyIdToken } from '../../id-token/verify-id-token.ts'
import type { EvidenceRecord } from '../../record/evidence-record.ts'
import { tolerances } from '../../tolerances.ts'
import { demand } from '../demand.ts'
import type { GivenKeyProvenance } from '../evidence-report.ts'
import type { Outcome } from '../evidence-step.ts'
import type { VerifiedCommitments } from './commitment.ts'
import { isCertified, requireMetadata, requireSameKeys } from './issuer-keys.ts'

/** Both ID tokens, verified with the keys that the verifier brought. */
export type VerifiedTokens = {
  readonly identification: VerifiedIdToken
  readonly authorisation: VerifiedIdToken
  readonly provenance: GivenKeyProvenance
}

/** What the step needs. */
export type TokenInputs = {
  readonly record: EvidenceRecord
  readonly commitments: VerifiedCommitments
  readonly opJwks: unknown
  readonly trustAnchors: readonly Certificate[] | undefined
}

// Symmetric algorithms are not among them; which of them counts is pinned by the verifier's keys.
const algorithms = Object.keys(idTokenAlgorithms) as IdTokenAlgorithm[]

const onBehalfOf = ({ record, commitments }: TokenInputs): ExpectedRepresentation | null => {
  const { onBehalfOf: committed } = commitments.authorisation.commitment
  if (committed === null) return null
  const { mandate, service, subject } = committed
  return { mandate, service, subject: { salt: record.salts.onBehalfOf ?? '', sha256: subject } }
}

/** What both tokens must agree with: the person, name and representation of the signing commitment. */
const common = (inputs: TokenInputs, jwks: ParsedJwks) => {
  const { record, commitments } = inputs
  const { commitment } = commitments.authorisation
  return {
    jwks,
    issuer: commitment.issuer,
    algorithms,
    profile: record.manifest.requestParameters.profile,
    actor: { salt: record.salts.subject, sha256: commitment.subject },
    name: { salt: record.salts.name, sha256: commitment.name.sha256 },
    onBehalfOf: onBehalfOf(inputs),
  }
}

const expectedOf = (inputs: TokenInputs, which: 'identification' | 'authorisation') => {
  const { commitment, nonce } = inputs.commitments[which]
  return {
    token: inputs.record.manifest[which].idToken,
    clientId: commitment.client,
    nonce,
    now: new Date(inputs.record.verifiedAt[which] * 1000),
    commitmentIat: commitment.iat,
    assurance: commitment.assurance,
    authTime: { notBefore: commitment.iat },
  } satisfies Partial<ExpectedIdToken>
}

const requireOrder = ({ record, commitments }: TokenInputs): void => {
  const { identification, authorisation } = record.verifiedAt
  const { iat, exp } = commitments.authorisation.commitment
  const ordered = identification <= iat + tolerances.clockSkew && authorisation <= exp + tolerances.clockSkew
  demand(ordered, 'ERR_VERIFY_TIMES', 'the logins were not verified in the order and time of the protocol')
}

const requireProvenName = (inputs: TokenInputs, tokens: readonly VerifiedIdToken[]): void => {
  const { source } = inputs.commitments.authorisation.commitment.name
  const proven = source !== 'op' || tokens.some(({ identity }) => identity.actor.name !== undefined)
  demand(proven, 'ERR_VERIFY_NAME_UNPROVEN', 'neither token holds the name that was committed to')
}

const certifiedKey = async (keys: ParsedJwks, token: VerifiedIdToken, anchors: TokenInputs['trustAnchors']) => {
  for (const key of keys.keys) {
    const used = (await calculateJwkThumbprint(key).catch(() => '')) === token.keyThumbprint
    if (used && (await isCertified(key, anchors, new Date(token.iat * 1000)))) return true
  }
  return false
}

/**
 * Step 2: both ID tokens carry the commitments, and are the provider's, by every check of steps 3 and 7 of the
 * protocol, at the moment each was verified.
 *
 * @throws EvidenceError `ERR_VERIFY_USERINFO` · `ERR_VERIFY_METADATA` · `ERR_VERIFY_JWKS` · `ERR_VERIFY_TIMES` ·
 *   `ERR_VERIFY_NAME_UNPROVEN` · `ERR_VERIFY_CLAIM`, and those of {@link verifyIdToken}
 */
export const verifyTokens = async (inputs: TokenInputs): Promise<Outcome<VerifiedTokens>> => {
  const { record, commitments, trustAnchors } = inputs
  const { manifest } = record
  const unsigned = manifest.authorisation.userinfo === undefined
  demand(unsigned, 'ERR_VERIFY_USERINFO', 'evidence with a UserInfo response cannot be verified yet')
  requireMetadata(manifest, commitments.authorisation.commitment.issuer)
  const jwks = parseJwks(inputs.opJwks)
  await requireSameKeys(manifest, jwks)
  requireOrder(inputs)
  const shared = common(inputs, jwks)
  const identification = await verifyIdToken({ ...shared, ...expectedOf(inputs, 'identification') })
  const second = expectedOf(inputs, 'authorisation')
  const authTime = { ...second.authTime, strictlyAfter: identification.authTime }
  const authorisation = await verifyIdToken({ ...shared, ...second, authTime })
  requireProvenName(inputs, [identification, authorisation])
  const level = authorisation.assurance
  demand(level === record.assurance, 'ERR_VERIFY_CLAIM', 'the record states another level of assurance')
  const provenance = (await certifiedKey(jwks, authorisation, trustAnchors)) ? 'certified' : 'given'
  const when = new Date(authorisation.authTime * 1000).toISOString()
  const detail = `${commitments.authorisation.commitment.issuer} states: logged in at ${when}, assurance ${level}`
  return { status: 'ok', detail, value: { identification, authorisation, provenance } }
}
