import { z } from 'zod'
import { dateTime, uuid } from './primitives.ts'
import { signerCase } from './signer.ts'

/** What the relying party must put into its login request; the nonce is a commitment made by the signing service. */
export const openedIdentification = z
  .strictObject({
    id: uuid,
    provider: z.string(),
    nonce: z.string().length(43),
    scope: z.string(),
    acrValues: z.array(z.string()),
    maxAge: z.number().int().positive(),
    expiresAt: dateTime,
  })
  .meta({ id: 'Identification' })

/** The raw ID token: the signing service verifies it itself and believes nothing else. */
export const completeIdentification = z
  .strictObject({ idToken: z.string().min(1).max(16_384) })
  .meta({ id: 'CompleteIdentification' })

/** `session` is an opaque secret for the header `Waarmerk-Signer-Session`; only its hash is kept. */
export const completedIdentification = z
  .strictObject({ session: z.string(), sessionExpiresAt: dateTime, signer: signerCase })
  .meta({ id: 'CompletedIdentification' })

export type OpenedIdentification = z.output<typeof openedIdentification>
