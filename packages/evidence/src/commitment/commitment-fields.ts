import { assuranceLevels } from '@waarmerk/identity-assurance'
import { z } from 'zod'
import { base64url32Schema } from '../hash/base64url.ts'
import { tolerances } from '../tolerances.ts'

/** A UUID in the one spelling we write: lower case. */
export const uuidSchema = z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)

/** Whole seconds since 1970, as NumericDate (RFC 7519 §2). */
export const secondsSchema = z.int().min(1_000_000_000).max(9_999_999_999)

/** What both kinds of commitment say. */
export const commitmentFields = {
  v: z.literal(1),
  /** OIN of the municipality: 20 digits. */
  tenant: z.string().regex(/^\d{20}$/),
  request: uuidSchema,
  signer: uuidSchema,
  /** Issuer identifier of the OpenID Provider, exactly as configured. */
  issuer: z.url().max(500),
  /** Our `client_id` there. */
  client: z.string().min(1).max(255),
  assurance: z.enum(assuranceLevels),
  iat: secondsSchema,
  exp: secondsSchema,
  /** 32 random bytes: makes the nonce unguessable and hides what it commits to. */
  salt: base64url32Schema,
}

/** `exp` lies after `iat`, by no more than a commitment may live. */
export const hasBoundedLifetime = ({ iat, exp }: { readonly iat: number; readonly exp: number }): boolean =>
  exp > iat && exp - iat <= tolerances.commitmentLifetime
