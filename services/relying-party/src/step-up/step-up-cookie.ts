import { z } from 'zod'
import { createSealedCookie, type SealedCookie, type SealedCookieDeps } from '../cookie/sealed-cookie.ts'

const stepUp = z.strictObject({
  /** Session that opened the transaction. */
  sessionId: z.string(),
  provider: z.string(),
  transactionId: z.uuid(),
  /** SHA-256 of the `state` that the signing service made, base64url. The state itself is not ours to know. */
  stateSha256: z.string().length(43),
})

/** A signing transaction whose authorisation this browser was sent for. */
export type BegunStepUp = z.output<typeof stepUp>

/** One cookie per transaction, named after its `state`. */
export const createStepUpCookie = (deps: SealedCookieDeps): SealedCookie<BegunStepUp> =>
  createSealedCookie(deps, '__Host-signing', stepUp)
