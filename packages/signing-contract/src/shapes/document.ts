import { z } from 'zod'
import { byteSize, dateTime, sha256, uuid } from './primitives.ts'

/** One state of a document: the file up to and including that increment. */
export const revisionView = z
  .strictObject({ revision: z.number().int().nonnegative(), size: byteSize, sha256, createdAt: dateTime })
  .meta({ id: 'Revision' })

/** What uploading a PDF answers. */
export const uploadedDocument = z.strictObject({ id: uuid, head: revisionView }).meta({ id: 'UploadedDocument' })

/** A document as part of a signature request; `head` is its newest committed revision. */
export const requestDocument = z
  .strictObject({ id: uuid, title: z.string(), content: revisionView.nullable(), head: revisionView })
  .meta({ id: 'RequestDocument' })

export type RevisionView = z.output<typeof revisionView>
export type RequestDocument = z.output<typeof requestDocument>
