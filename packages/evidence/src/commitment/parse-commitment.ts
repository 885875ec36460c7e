import { z } from 'zod'
import { EvidenceError } from '../evidence-error.ts'
import { sha256 } from '../hash/sha256.ts'
import { isCanonical } from '../json/canonical-json.ts'
import { issuePaths } from '../json/issue-paths.ts'
import { parseStrictJson } from '../json/strict-json.ts'
import { limits } from '../tolerances.ts'
import type { Commitment } from './create-commitment.ts'
import { type IdentificationCommitment, identificationCommitmentSchema } from './identification-commitment.ts'
import { type SigningCommitment, signingCommitmentSchema } from './signing-commitment.ts'

const anyCommitment = z.discriminatedUnion('purpose', [signingCommitmentSchema, identificationCommitmentSchema])

/**
 * Reads the bytes of a commitment as strictly as they were written: one way to say everything, so that one hash has
 * one meaning.
 *
 * @param bytes untrusted; whether they are the ones that were committed to is told by the nonce alone
 * @throws EvidenceError `ERR_JSON_*` · `ERR_COMMITMENT_INVALID` a member too many, too few or wrong ·
 *   `ERR_COMMITMENT_NOT_CANONICAL` writing it again (RFC 8785) gives other bytes
 */
export const parseCommitment = (bytes: Uint8Array): Commitment<SigningCommitment | IdentificationCommitment> => {
  const value = parseStrictJson(bytes, limits.commitment)
  const result = anyCommitment.safeParse(value)
  if (!result.success) {
    throw new EvidenceError('ERR_COMMITMENT_INVALID', `not a commitment (${issuePaths(result.error)})`)
  }
  if (!isCanonical(result.data, bytes)) {
    throw new EvidenceError('ERR_COMMITMENT_NOT_CANONICAL', 'the commitment is not in canonical form (RFC 8785)')
  }
  return { commitment: result.data, bytes, nonce: sha256(bytes) }
}
