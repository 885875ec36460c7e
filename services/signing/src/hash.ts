import { createHash } from 'node:crypto'

/** SHA-256 (base64url) of bytes or UTF-8 text. */
export const sha256Of = (value: Uint8Array | string): string => createHash('sha256').update(value).digest('base64url')
