import { createHash } from 'node:crypto'
import { assuranceLevels } from '@waarmerk/identity-assurance'
import { z } from 'zod'
import { createSealedCookie, type SealedCookie, type SealedCookieDeps } from '../cookie/sealed-cookie.ts'

const login = z.strictObject({
  provider: z.string(),
  requestId: z.uuid(),
  signerId: z.uuid(),
  identificationId: z.uuid(),
  assurance: z.enum(assuranceLevels),
  checks: z.strictObject({
    state: z.string(),
    codeVerifier: z.string(),
    nonce: z.string(),
    maxAge: z.number(),
    acrValues: z.array(z.string()),
    startedAt: z.number(),
  }),
})

/** A login that was begun in this browser. */
export type BegunLogin = z.output<typeof login>

/** One cookie per login, named after its `state`, so that a second window does not disturb the first. */
export const createLoginCookie = (deps: SealedCookieDeps): SealedCookie<BegunLogin> =>
  createSealedCookie(deps, '__Host-login', login)

/** Names the cookie that belongs to a `state`; tells nothing about it. */
export const stateSuffix = (stateSha256: string): string => stateSha256.slice(0, 16)

/** SHA-256 of a text, base64url. */
export const sha256Of = (text: string): string => createHash('sha256').update(text, 'utf8').digest('base64url')
