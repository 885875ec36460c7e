import { z } from 'zod'
import { base64url32Schema } from '../hash/base64url.ts'
import { limits } from '../tolerances.ts'
import { commitmentFields, hasBoundedLifetime, uuidSchema } from './commitment-fields.ts'

/** One document as committed to. All digests are SHA-256, base64url. */
const committedDocument = z.strictObject({
  id: uuidSchema,
  /** Of the frozen revision that everyone reads. */
  content: base64url32Schema,
  /** Of the file that was shown: every revision up to and including the one shown. */
  base: base64url32Schema,
  /** Its size in bytes. */
  baseSize: z.int().min(1),
  /** Fully qualified name of the signature field. */
  field: z.string().min(1).max(200),
  /** Of the appearance stream; null where the signature has no look. */
  look: base64url32Schema.nullable(),
  /** Over the ByteRange of the prepared revision. */
  tbs: base64url32Schema.optional(),
})

const inOrder = (documents: readonly { readonly id: string }[]): boolean =>
  documents.every(({ id }, index) => index === 0 || id > (documents[index - 1]?.id ?? ''))

/**
 * What a person commits to by logging in at the step-up: these bytes, this statement, who signs for whom, and the
 * one-time key. Its hash is the nonce (signing protocol, step 5).
 */
export const signingCommitmentSchema = z
  .strictObject({
    ...commitmentFields,
    dom: z.literal('waarmerk/signing-commitment/1'),
    purpose: z.literal('sign'),
    transaction: uuidSchema,
    role: z.literal('signer'),
    /** The signer's place in the order, from 1. */
    order: z.int().min(1).max(1000),
    /** May others sign between reading and signing? Then there is no `tbs`. */
    concurrent: z.boolean(),
    documents: z.array(committedDocument).min(1).max(limits.documents),
    statement: z.strictObject({ lang: z.enum(['nl', 'en']), sha256: base64url32Schema }),
    /** Salted SHA-256 of the matched identifier's canonical text. */
    subject: base64url32Schema,
    /** Salted SHA-256 of the name's canonical text, and where the name came from. */
    name: z.strictObject({ sha256: base64url32Schema, source: z.enum(['op', 'brp', 'self']) }),
    /** For whom: salted SHA-256 of the represented party, and the service the mandate is for. */
    onBehalfOf: z
      .strictObject({
        mandate: z.literal('voluntary'),
        subject: base64url32Schema,
        service: z.string().min(1).max(200),
      })
      .nullable(),
    kind: z.literal('signature'),
    /** RFC 7638 thumbprint of the one-time public key. */
    key: base64url32Schema,
  })
  .refine(hasBoundedLifetime, 'exp must follow iat within the longest lifetime')
  .refine(({ documents }) => inOrder(documents), 'documents must be sorted by id, each once')
  .refine(
    ({ concurrent, documents }) => documents.every(({ tbs }) => (tbs === undefined) === concurrent),
    'tbs must be present exactly when concurrent is false',
  )

/** See {@link signingCommitmentSchema}. */
export type SigningCommitment = z.infer<typeof signingCommitmentSchema>

/** One document of a {@link SigningCommitment}. */
export type CommittedDocument = SigningCommitment['documents'][number]
