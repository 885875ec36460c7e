import { z } from 'zod'
import { requestDocument } from './document.ts'
import { assurance, bilingual, dateTime, language, uuid } from './primitives.ts'
import { signerConstraint, signerView } from './signer.ts'

export const requestStatus = z
  .enum(['draft', 'active', 'completed', 'declined', 'cancelled', 'expired'])
  .meta({ id: 'SignatureRequestStatus' })

const title = z.string().trim().min(1).max(200)

/** `POST /signature-requests`. One signer in exclusive mode; several documents, signed in one act. */
export const createSignatureRequest = z
  .strictObject({
    title,
    assurance,
    language: language.default('nl'),
    expiresAt: dateTime,
    documents: z
      .array(z.strictObject({ id: uuid, title }))
      .min(1)
      .max(20),
    signers: z
      .array(
        z.strictObject({ constraint: signerConstraint, providers: z.array(z.string().min(1).max(64)).min(1).max(8) }),
      )
      .min(1)
      .max(1),
    statement: bilingual.optional().meta({
      description: 'The sentence agreed to; without it a general one, naming the title, is used',
    }),
  })
  .meta({ id: 'CreateSignatureRequest' })

export const signatureRequest = z
  .strictObject({
    id: uuid,
    status: requestStatus,
    title: z.string(),
    assurance,
    profile: z.literal('PAdES-B-T'),
    expiresAt: dateTime,
    documents: z.array(requestDocument),
    signers: z.array(signerView),
  })
  .meta({ id: 'SignatureRequest' })

/** Activation answers once with each signer's link; only the locator's hash is kept. */
export const activation = z
  .strictObject({
    request: signatureRequest,
    invitations: z.array(z.strictObject({ signerId: uuid, locator: z.string(), url: z.url() })),
  })
  .meta({ id: 'Activation' })

export type CreateSignatureRequest = z.output<typeof createSignatureRequest>
export type RequestStatus = z.output<typeof requestStatus>
export type SignatureRequestView = z.output<typeof signatureRequest>
