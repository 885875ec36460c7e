import { z } from 'zod'
import { createSealedCookie, type SealedCookie, type SealedCookieDeps } from '../cookie/sealed-cookie.ts'

const invitation = z.strictObject({
  /** Random; forms before login are bound to it. */
  id: z.string(),
  locator: z.string(),
  requestId: z.uuid(),
  signerId: z.uuid(),
  municipality: z.string(),
  phone: z.string(),
  expiresAt: z.iso.datetime({ offset: true }),
  /** The signing transaction that this browser opened last: who comes back finds the receipt. It opens nothing by itself. */
  transactionId: z.uuid().nullable(),
})

/** The link that was opened in this browser: which signer of which request. It authenticates nobody. */
export type Invitation = z.output<typeof invitation>

export const createInvitationCookie = (deps: SealedCookieDeps): SealedCookie<Invitation> =>
  createSealedCookie(deps, '__Host-invitation', invitation)
