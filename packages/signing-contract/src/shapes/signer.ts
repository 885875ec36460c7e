import { z } from 'zod'
import { requestDocument } from './document.ts'
import { bilingual, dateTime, language, sha256, uuid } from './primitives.ts'

/**
 * Who may sign. The value never leaves the signing service again: no view repeats it.
 * `opaque` uses the identity provider profile's cross-client identifier claim.
 */
export const signerConstraint = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('bsn'), value: z.string().regex(/^\d{9}$/) }),
    z.strictObject({ type: z.literal('opaque'), value: z.string().min(8).max(512) }),
  ])
  .meta({ id: 'SignerConstraint' })

export const signerStatus = z
  .enum(['waiting', 'invited', 'identified', 'signing', 'signed', 'declined', 'cancelled', 'expired'])
  .meta({ id: 'SignerStatus' })

/** A signer as the back end sees it. */
export const signerView = z
  .strictObject({ id: uuid, status: signerStatus, signedAt: dateTime.nullable() })
  .meta({ id: 'Signer' })

export const providerChoice = z.strictObject({ id: z.string(), label: bilingual }).meta({ id: 'ProviderChoice' })

/** What the page may know before anybody has logged in: nothing of the documents, not even a title. */
export const locatorResolution = z
  .strictObject({
    requestId: uuid,
    signerId: uuid,
    municipality: z.string(),
    phone: z.string(),
    language,
    providers: z.array(providerChoice),
    expiresAt: dateTime,
  })
  .meta({ id: 'LocatorResolution' })

/** The exact sentence agreed to (ondertekenverklaring), with its digest, per language. */
export const statementView = z.strictObject({ lang: language, text: z.string(), sha256 }).meta({ id: 'Statement' })

/** What an identified signer may see. */
export const signerCase = z
  .strictObject({
    requestId: uuid,
    signerId: uuid,
    status: signerStatus,
    municipality: z.string(),
    phone: z.string(),
    title: z.string(),
    provider: providerChoice,
    documents: z.array(requestDocument),
    statements: z.array(statementView),
    othersStillToSign: z.boolean(),
    expiresAt: dateTime,
  })
  .meta({ id: 'SignerCase' })

export type SignerConstraint = z.output<typeof signerConstraint>
export type SignerStatus = z.output<typeof signerStatus>
export type SignerCase = z.output<typeof signerCase>
export type LocatorResolution = z.output<typeof locatorResolution>
