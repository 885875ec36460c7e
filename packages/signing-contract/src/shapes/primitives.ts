import { z } from 'zod'

/** A random identifier (RFC 9562 UUID); carries no meaning and no personal data. */
export const uuid = z.uuid()

/** SHA-256 as base64url without padding: 43 characters. */
export const sha256 = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .meta({ description: 'SHA-256, base64url without padding' })

/** RFC 3339 date-time in UTC (NL API Design Rules /core/date-time/timezone). */
export const dateTime = z.iso.datetime({ offset: true })

/** A text in each language of the pages. */
export const bilingual = z.strictObject({ nl: z.string().min(1).max(2000), en: z.string().min(1).max(2000) })

export const language = z.enum(['nl', 'en'])

/** eIDAS art. 8 level of assurance. */
export const assurance = z.enum(['low', 'substantial', 'high']).meta({ id: 'Assurance' })

/** A size in bytes. */
export const byteSize = z.number().int().nonnegative()
