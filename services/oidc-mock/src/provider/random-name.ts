import { randomBytes } from 'node:crypto'

/** 256 random bits as 43 characters of base64url: codes, request URIs, session names, `jti`. */
export function randomName(): string {
  return randomBytes(32).toString('base64url')
}
