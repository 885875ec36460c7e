import type { OpenTransaction } from '@waarmerk/signing-contract'
import { z } from 'zod'
import { RelyingPartyError } from '../errors.ts'
import type { ShownDocuments } from '../session/shown-documents.ts'

const sha256 = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
const namedDocument = z.tuple([z.uuid(), z.coerce.number().int().nonnegative(), sha256])
const agreed = z.tuple([z.enum(['nl', 'en']), sha256])

/**
 * The documents that the form says were shown, as `id:revision:sha256`.
 *
 * @throws {RelyingPartyError} `ERR_NOT_READ`
 */
export const namedDocuments = (field: unknown): ShownDocuments =>
  (Array.isArray(field) ? field : [field]).map((value) => {
    const [id, revision, digest] = parse(namedDocument, value)
    return { id, revision, sha256: digest }
  })

/**
 * The statement that was agreed to, as `lang:sha256`.
 *
 * @throws {RelyingPartyError} `ERR_NOT_READ`
 */
export const agreedStatement = (field: unknown): OpenTransaction['statement'] => {
  const [lang, digest] = parse(agreed, field)
  return { lang, sha256: digest }
}

const parse = <Shape extends z.ZodType>(shape: Shape, value: unknown): z.output<Shape> => {
  const parsed = shape.safeParse(typeof value === 'string' ? value.split(':') : undefined)
  if (!parsed.success) throw new RelyingPartyError('ERR_NOT_READ', 'the form does not name what was shown')
  return parsed.data
}
