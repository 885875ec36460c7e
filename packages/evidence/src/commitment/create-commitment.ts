import type { z } from 'zod'
import { EvidenceError } from '../evidence-error.ts'
import { sha256 } from '../hash/sha256.ts'
import { canonicalBytes } from '../json/canonical-json.ts'
import { issuePaths } from '../json/issue-paths.ts'
import { type IdentificationCommitment, identificationCommitmentSchema } from './identification-commitment.ts'
import { type SigningCommitment, signingCommitmentSchema } from './signing-commitment.ts'

/** A commitment with the exact bytes that are stored and hashed, and the nonce that carries their hash. */
export type Commitment<Kind extends SigningCommitment | IdentificationCommitment> = {
  readonly commitment: Kind
  /** JCS (RFC 8785). Store these; never write them again from the object. */
  readonly bytes: Uint8Array
  /** base64url(SHA-256(bytes)): 43 characters, 256 bits (FAPI 2.0 allows 64 characters, NL GOV asks for 128 bits). */
  readonly nonce: string
}

type Fixed = 'v' | 'dom' | 'purpose'

const finish = <Kind extends SigningCommitment | IdentificationCommitment>(
  schema: z.ZodType<Kind>,
  value: unknown,
): Commitment<Kind> => {
  const result = schema.safeParse(value)
  if (!result.success) {
    throw new EvidenceError('ERR_COMMITMENT_INVALID', `cannot commit to this (${issuePaths(result.error)})`)
  }
  const bytes = canonicalBytes(result.data)
  return { commitment: result.data, bytes, nonce: sha256(bytes) }
}

/**
 * Makes the signing commitment of one transaction. Documents are put in order by id.
 *
 * @param fields everything but the constants; hashes and salt as base64url, times in seconds
 * @throws EvidenceError `ERR_COMMITMENT_INVALID`, naming the members at fault
 *
 * @example
 * const { bytes, nonce } = createSigningCommitment({ tenant, request, signer, transaction, documents, key, … })
 */
export const createSigningCommitment = (fields: Omit<SigningCommitment, Fixed>): Commitment<SigningCommitment> =>
  finish(signingCommitmentSchema, {
    ...fields,
    v: 1,
    dom: 'waarmerk/signing-commitment/1',
    purpose: 'sign',
    documents: [...fields.documents].sort((a, b) => (a.id < b.id ? -1 : 1)),
  })

/** Makes the commitment of a first login. @throws EvidenceError `ERR_COMMITMENT_INVALID` */
export const createIdentificationCommitment = (
  fields: Omit<IdentificationCommitment, Fixed>,
): Commitment<IdentificationCommitment> =>
  finish(identificationCommitmentSchema, {
    ...fields,
    v: 1,
    dom: 'waarmerk/identification-commitment/1',
    purpose: 'identify',
  })
