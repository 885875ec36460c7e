import { assuranceLevels } from '@waarmerk/identity-assurance'
import { z } from 'zod'
import { createSealedCookie, type SealedCookie, type SealedCookieDeps } from '../cookie/sealed-cookie.ts'

const notice = z.strictObject({
  code: z.string(),
  kind: z.enum(['caller', 'person', 'upstream', 'defect']),
  reference: z.string().nullable(),
  provider: z.string().nullable(),
  assurance: z.enum(assuranceLevels).nullable(),
})

/** What went wrong in a POST or a callback; shown by `GET /problem`, so that reloading repeats nothing. */
export type Notice = z.output<typeof notice>

export const createNoticeCookie = (deps: SealedCookieDeps): SealedCookie<Notice> =>
  createSealedCookie(deps, '__Host-notice', notice)
