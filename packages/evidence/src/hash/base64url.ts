import { z } from 'zod'

/** Bytes as base64url without padding (RFC 7515 §2). */
export const toBase64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

/** The bytes of a base64url text; `undefined` when it is not the one canonical encoding of any bytes. */
export const fromBase64url = (text: string): Uint8Array | undefined => {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? new Uint8Array(bytes) : undefined
}

/** Accepts canonical base64url of at most `maxBytes` bytes, and keeps it as text. */
export const base64urlSchema = (maxBytes: number) =>
  z
    .string()
    .max(Math.ceil((maxBytes * 4) / 3))
    .refine((text) => fromBase64url(text) !== undefined, 'not canonical base64url')

/** Accepts canonical base64url of exactly 32 bytes (a SHA-256 digest, a salt, a JWK thumbprint): 43 characters. */
export const base64url32Schema = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/)
