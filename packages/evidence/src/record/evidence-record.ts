import { assuranceLevels } from '@waarmerk/identity-assurance'
import { z } from 'zod'
import { secondsSchema, uuidSchema } from '../commitment/commitment-fields.ts'
import { EvidenceError } from '../evidence-error.ts'
import { base64url32Schema, base64urlSchema } from '../hash/base64url.ts'
import { issuePaths } from '../json/issue-paths.ts'
import { evidenceManifestSchema } from '../manifest/evidence-manifest.ts'
import { limits } from '../tolerances.ts'
import { legalClaim, legalClaimSchema, type SigningCircumstances } from './legal-claim.ts'

const fileDigest = z.strictObject({ sha256: base64url32Schema, size: z.int().min(1) })

/** One event of the request's history: when and what, nothing personal. */
export const evidenceEventSchema = z.strictObject({ at: secondsSchema, type: z.string().regex(/^[a-z][a-z.-]{0,63}$/) })

/** One signed document: its file before and after. */
export const evidenceDocumentSchema = z.strictObject({
  id: uuidSchema,
  field: z.string().min(1).max(200),
  /** The frozen revision. */
  content: fileDigest,
  /** The file that was shown. */
  base: fileDigest,
  /** The file with the signature. */
  signed: fileDigest,
  /** `genTime` of the signature's time stamp, rounded down to seconds. */
  genTime: secondsSchema,
})

/** How the operator vouches for the issuer's keys. */
export const keyProvenanceSchema = z.enum(['certified', 'witnessed', 'asserted'])

/** What stays in every form of the evidence. */
export const evidenceCommon = {
  v: z.literal(1),
  /** Made in a test environment: not legally valid. */
  test: z.boolean(),
  documents: z.array(evidenceDocumentSchema).min(1).max(limits.documents),
  events: z.array(evidenceEventSchema).max(1000),
  /** Who operates the issuer of the tokens. */
  issuerOperator: z.enum(['third-party', 'own']),
  keyProvenance: keyProvenanceSchema,
  /** PAdES profile (EN 319 142-1). */
  profile: z.enum(['B-T']),
  assurance: z.enum(assuranceLevels),
  claim: legalClaimSchema,
}

/**
 * Everything needed to check one signer's signatures again, years later, without this software: the evidence record
 * (bewijsdossier). Full form: it holds tokens, salts and the name, and is encrypted at rest.
 */
export const evidenceRecordSchema = z.strictObject({
  ...evidenceCommon,
  type: z.literal('waarmerk/evidence-record/1'),
  manifest: evidenceManifestSchema,
  /** When each ID token was verified. */
  verifiedAt: z.strictObject({ identification: secondsSchema, authorisation: secondsSchema }),
  /** Opens the salted hashes of the commitment. */
  salts: z.strictObject({
    subject: base64url32Schema,
    name: base64url32Schema,
    onBehalfOf: base64url32Schema.nullable(),
  }),
  /** The committed name. */
  name: z.strictObject({ given: z.string().min(1).max(200).nullable(), family: z.string().min(1).max(200) }),
  /** Facts about the making that only the operator knows. */
  circumstances: z.strictObject({ namedConstraint: z.boolean(), hardwareCaKey: z.boolean() }),
  /** DER of the one-time certificate, then of those above it. */
  certificateChain: z.array(base64urlSchema(limits.certificate)).min(1).max(5),
})

/** See {@link evidenceRecordSchema}. */
export type EvidenceRecord = z.infer<typeof evidenceRecordSchema>

/** What an evidence record is made of; what can be derived is derived. */
export type EvidenceRecordParts = Omit<EvidenceRecord, 'v' | 'type' | 'issuerOperator' | 'profile' | 'claim'> & {
  readonly nameSource: SigningCircumstances['nameSource']
}

/**
 * Puts together the evidence record of one signing transaction, and works out what the signature may be called.
 * Documents are put in order by id, as commitments have them.
 *
 * @throws EvidenceError `ERR_EVIDENCE_INVALID`, naming the members at fault
 *
 * @example const sealed = await sealEvidence(evidenceRecord(parts), { privateKey, x5c })
 */
export const evidenceRecord = ({ nameSource, ...parts }: EvidenceRecordParts): EvidenceRecord => {
  const { profile } = parts.manifest.requestParameters
  const { assurance, test } = parts
  const result = evidenceRecordSchema.safeParse({
    ...parts,
    v: 1,
    type: 'waarmerk/evidence-record/1',
    documents: parts.documents.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    issuerOperator: profile.issuerOperator,
    profile: 'B-T',
    claim: legalClaim({ ...parts.circumstances, assurance, nameSource, profile, test }),
  })
  if (result.success) return result.data
  throw new EvidenceError('ERR_EVIDENCE_INVALID', `not an evidence record (${issuePaths(result.error)})`)
}
