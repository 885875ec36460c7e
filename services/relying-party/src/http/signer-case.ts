import type { SignerCase } from '@waarmerk/signing-contract'
import type { Deps } from '../deps.ts'
import type { Session } from '../session/session.ts'

/** The parts of a session that address the signing service. */
export const signerOf = ({ requestId, signerId, signerSession }: Session) => ({
  params: { requestId, signerId },
  session: signerSession,
})

/** What the identified signer may see, as it is now. */
export const readCase = async (deps: Deps, session: Session): Promise<SignerCase> =>
  (await deps.signing.call('readSignerCase', signerOf(session))).body
