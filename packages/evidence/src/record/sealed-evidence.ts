import { z } from 'zod'
import { EvidenceError } from '../evidence-error.ts'
import { base64urlSchema, fromBase64url } from '../hash/base64url.ts'
import { isCanonical } from '../json/canonical-json.ts'
import { issuePaths } from '../json/issue-paths.ts'
import { parseStrictJson } from '../json/strict-json.ts'
import { limits } from '../tolerances.ts'
import { type EvidenceRecord, evidenceRecordSchema } from './evidence-record.ts'
import { type RedactedEvidence, redactedEvidenceSchema } from './redacted-evidence.ts'

const standardBase64 = z
  .string()
  .max(limits.certificate * 2)
  .refine((text) => Buffer.from(text, 'base64').toString('base64') === text, 'not canonical base64')

/** The protected header of a seal (RFC 7515 §4.1). */
export const sealHeaderSchema = z.strictObject({
  alg: z.enum(['ES256', 'PS256']),
  typ: z.literal('waarmerk-evidence+jws'),
  /** The sealing certificate, then those above it: base64 (not base64url) of their DER (RFC 7515 §4.1.6). */
  x5c: z.array(standardBase64).min(1).max(5),
})

/** Sealed evidence as a file: a JWS in flattened JSON serialisation (RFC 7515 §7.2.2) over canonical JSON. */
export const sealedEvidenceSchema = z.strictObject({
  payload: base64urlSchema(limits.evidence),
  protected: base64urlSchema(limits.certificate * 10),
  signature: base64urlSchema(1024),
})

/** See {@link sealedEvidenceSchema}. */
export type SealedEvidence = z.infer<typeof sealedEvidenceSchema>

/** Sealed evidence taken apart: well-formed and canonical; whether the seal is right has yet to be verified. */
export type ParsedEvidence = {
  readonly sealed: SealedEvidence
  readonly header: z.infer<typeof sealHeaderSchema>
  readonly record: EvidenceRecord
}

const anyRecord = z.discriminatedUnion('type', [evidenceRecordSchema, redactedEvidenceSchema])

const read = <Value>(schema: z.ZodType<Value>, value: unknown, what: string): Value => {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new EvidenceError('ERR_EVIDENCE_INVALID', `${what} is not as it should be (${issuePaths(result.error)})`)
}

const canonical = (encoded: string, what: string): unknown => {
  const bytes = fromBase64url(encoded) ?? new Uint8Array()
  const value = parseStrictJson(bytes, limits.evidence)
  if (isCanonical(value, bytes)) return value
  throw new EvidenceError('ERR_EVIDENCE_NOT_CANONICAL', `${what} is not in canonical form (RFC 8785)`)
}

/**
 * Takes sealed evidence apart, in either form.
 *
 * @param value parsed JSON, untrusted
 * @throws EvidenceError `ERR_EVIDENCE_INVALID`, naming the members at fault · `ERR_EVIDENCE_NOT_CANONICAL` · `ERR_JSON_*`
 */
export const parseAnyEvidence = (
  value: unknown,
): Omit<ParsedEvidence, 'record'> & { readonly record: EvidenceRecord | RedactedEvidence } => {
  const sealed = read(sealedEvidenceSchema, value, 'the evidence')
  const header = read(sealHeaderSchema, canonical(sealed.protected, "the seal's header"), "the seal's header")
  return { sealed, header, record: read(anyRecord, canonical(sealed.payload, 'the record'), 'the evidence record') }
}

/**
 * Takes full sealed evidence apart.
 *
 * @throws EvidenceError those of {@link parseAnyEvidence} · `ERR_EVIDENCE_REDACTED` the redacted form: without tokens
 *   there is nothing of the login to verify
 */
export const parseEvidence = (value: unknown): ParsedEvidence => {
  const { record, ...rest } = parseAnyEvidence(value)
  if (record.type === 'waarmerk/evidence-record/1') return { ...rest, record }
  throw new EvidenceError('ERR_EVIDENCE_REDACTED', 'this is redacted evidence: ask for the full record')
}
