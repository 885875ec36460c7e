import { type EvidenceManifest, evidenceManifest } from '@waarmerk/evidence'
import { restoreResponses } from '../authorization/kept-metadata.ts'
import type { SigningWork } from './gather-work.ts'

/** The evidence manifest of a transaction: the same bytes however often it is made. */
export const manifestOf = (work: SigningWork): { manifest: EvidenceManifest; sha256: string } => {
  const { row, opening, authorisation, identification } = work
  const published = [identification.actor.published, authorisation.published]
  const { manifest, sha256 } = evidenceManifest({
    identification: { commitment: identification.commitment, idToken: identification.actor.token },
    authorisation: { commitment: row.commitment, idToken: authorisation.idToken },
    jwks: restoreResponses(published.map(({ jwks }) => jwks)),
    metadata: restoreResponses(published.map(({ metadata }) => metadata)),
    statement: opening.statement.text,
    requestParameters: {
      profile: authorisation.profile,
      identification: identification.actor.requestParameters,
      authorisation: opening.requestParameters,
    },
  })
  return { manifest, sha256 }
}
