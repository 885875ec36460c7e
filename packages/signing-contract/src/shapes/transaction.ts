import { z } from 'zod'
import { byteSize, dateTime, language, sha256, uuid } from './primitives.ts'

export const transactionStatus = z
  .enum(['open', 'redeeming', 'authorised', 'signed', 'failed', 'superseded'])
  .meta({ id: 'TransactionStatus' })

/** The caller names what was shown: per document the revision and its digest, and the statement agreed to. */
export const openTransaction = z
  .strictObject({
    documents: z
      .array(z.strictObject({ id: uuid, revision: z.number().int().nonnegative(), sha256 }))
      .min(1)
      .max(20),
    statement: z.strictObject({ lang: language, sha256 }),
  })
  .meta({ id: 'OpenTransaction' })

/** The browser is sent to `authorizationUrl`; the cookie keeps `stateSha256` to recognise its own return. */
export const openedTransaction = z
  .strictObject({
    id: uuid,
    status: transactionStatus,
    authorizationUrl: z.url(),
    stateSha256: sha256,
    expiresAt: dateTime,
  })
  .meta({ id: 'OpenedTransaction' })

/** Every parameter of the callback as received, errors and duplicates too. */
export const authorise = z
  .strictObject({
    parameters: z
      .array(z.strictObject({ name: z.string().max(128), value: z.string().max(4096) }))
      .min(1)
      .max(32),
  })
  .meta({ id: 'Authorise' })

export const transactionView = z
  .strictObject({
    id: uuid,
    status: transactionStatus,
    failure: z.strictObject({ code: z.string(), kind: z.enum(['caller', 'person', 'upstream', 'defect']) }).nullable(),
    receipt: z
      .strictObject({
        signedAt: dateTime.meta({ description: 'The time of the time stamp' }),
        reference: z.string(),
        complete: z.boolean(),
        documents: z.array(
          z.strictObject({ id: uuid, title: z.string(), revision: z.number().int(), size: byteSize, sha256 }),
        ),
      })
      .nullable(),
  })
  .meta({ id: 'Transaction' })

export type OpenTransaction = z.output<typeof openTransaction>
export type OpenedTransaction = z.output<typeof openedTransaction>
export type TransactionStatus = z.output<typeof transactionStatus>
export type TransactionView = z.output<typeof transactionView>
