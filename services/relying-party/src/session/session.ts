import { z } from 'zod'
import { createSealedCookie, type SealedCookie, type SealedCookieDeps } from '../cookie/sealed-cookie.ts'

const session = z.strictObject({
  /** Random, new at each authentication (OWASP ASVS 7.2.4); forms are bound to it. */
  id: z.string(),
  requestId: z.uuid(),
  signerId: z.uuid(),
  provider: z.string(),
  /** The level that was asked for. */
  assurance: z.enum(['low', 'substantial', 'high']),
  /** The signer session at the signing service; secret. */
  signerSession: z.string(),
  /** Absolute end: of ours or of the signer session, whichever comes first. */
  expiresAt: z.iso.datetime({ offset: true }),
  /** Digest over the documents as last shown for reading; null until then. */
  shown: z.string().nullable(),
})

/** An identified signer in this browser. Nothing of it is kept here. */
export type Session = z.output<typeof session>

/** Keeps sessions in the browser, sealed, with an absolute and an idle end. */
export interface Sessions {
  readonly cookie: SealedCookie<Session>
  /** Until when the session lives if nothing more happens. */
  idleEnd(session: Session): Date
}

/** @param idleSeconds without a page opened by the person (OWASP ASVS 7.3.1) */
export const createSessions = (deps: SealedCookieDeps, { idleSeconds }: { idleSeconds: number }): Sessions => ({
  cookie: createSealedCookie(deps, '__Host-session', session),
  idleEnd: ({ expiresAt }) => new Date(Math.min(Date.parse(expiresAt), deps.now().getTime() + idleSeconds * 1000)),
})
