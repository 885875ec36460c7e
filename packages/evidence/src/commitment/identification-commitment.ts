import { z } from 'zod'
import { commitmentFields, hasBoundedLifetime, uuidSchema } from './commitment-fields.ts'

/**
 * What the first login commits to: which request and which signer the person identifies for (signing protocol,
 * step 3). It releases the documents for reading and can never sign anything.
 */
export const identificationCommitmentSchema = z
  .strictObject({
    ...commitmentFields,
    dom: z.literal('waarmerk/identification-commitment/1'),
    purpose: z.literal('identify'),
    /** This attempt: single use. */
    identification: uuidSchema,
  })
  .refine(hasBoundedLifetime, 'exp must follow iat within the longest lifetime')

/** See {@link identificationCommitmentSchema}. */
export type IdentificationCommitment = z.infer<typeof identificationCommitmentSchema>
