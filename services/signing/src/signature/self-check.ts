import { type SealedEvidence, verifyEvidence } from '@waarmerk/evidence'
import { validateSignature } from '@waarmerk/pades'
import { bytesSource, concatSources } from '@waarmerk/pdf'
import type { JWK } from 'jose'
import { keyIdentity } from '../authorization/key-identity.ts'
import type { Deps } from '../deps.ts'
import { openIncrements } from '../document/open-document.ts'
import { SigningError } from '../errors.ts'
import type { SigningWork } from './gather-work.ts'
import type { SignedDocument } from './sign-document.ts'

/**
 * Holds exactly what will be committed against our own validator and the offline verifier, before
 * anything is released.
 *
 * @throws {SigningError} ERR_SELF_CHECK
 */
export const selfCheck = async (
  deps: Pick<Deps, 'objects' | 'trust'>,
  work: SigningWork,
  signed: readonly SignedDocument[],
  evidence: SealedEvidence,
): Promise<void> => {
  const opJwks = await publishedKeys(work)
  for (const document of signed) {
    using base = await openIncrements(deps.objects, document.work.revisions)
    const pdf = concatSources([base.source, bytesSource(document.increment)])
    const report = await validateSignature(pdf, {
      field: document.work.prepared.field,
      trustAnchors: deps.trust.signers,
      timestampTrustAnchors: deps.trust.timestamps,
    })
    if (report.indication !== 'TOTAL-PASSED')
      throw new SigningError('ERR_SELF_CHECK', 'the validator refuses the new signature')
    const trustAnchors = [...deps.trust.signers, ...deps.trust.timestamps]
    const { verdict, steps } = await verifyEvidence({ pdf, evidence, opJwks, trustAnchors })
    if (verdict !== 'VERIFIED') {
      const broken = steps.find(({ status }) => status === 'failed')
      throw new SigningError('ERR_SELF_CHECK', `the verifier refuses the new evidence: ${JSON.stringify(broken)}`)
    }
  }
}

/** The provider's keys as it published them at either login: it may have rotated in between. */
const publishedKeys = async ({ identification, authorisation }: SigningWork): Promise<{ keys: unknown[] }> => {
  const keys = new Map<string, unknown>()
  for (const { jwks } of [identification.actor.published, authorisation.published]) {
    const set = JSON.parse(Buffer.from(jwks.body, 'base64url').toString()) as { keys: JWK[] }
    for (const key of set.keys) keys.set(await keyIdentity(key), key)
  }
  return { keys: [...keys.values()] }
}
