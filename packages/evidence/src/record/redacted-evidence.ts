import { z } from 'zod'
import { base64url32Schema, fromBase64url } from '../hash/base64url.ts'
import { sha256, sha256Text } from '../hash/sha256.ts'
import { manifestBytes } from '../manifest/evidence-manifest.ts'
import { type EvidenceRecord, evidenceCommon } from './evidence-record.ts'

const notice = {
  nl: 'Dit is een ingekorte versie van het bewijsdossier, zonder inlogbewijs. Het bewijst alleen wat de ondertekendienst met het zegel verklaart, niet de handtekening van de inlogdienst.',
  en: 'This is a redacted form of the evidence record, without the proof of login. It proves only what the signing service states under its seal, not the signature of the identity provider.',
} as const

const loginDigests = z.strictObject({ commitment: base64url32Schema, idToken: base64url32Schema })

/** The evidence without tokens, salts, names and identifiers; their hashes stay, to be held against the full form. */
export const redactedEvidenceSchema = z.strictObject({
  ...evidenceCommon,
  type: z.literal('waarmerk/redacted-evidence/1'),
  notice: z.strictObject({ nl: z.literal(notice.nl), en: z.literal(notice.en) }),
  /** All digests are SHA-256, base64url. */
  digests: z.strictObject({
    manifest: base64url32Schema,
    identification: loginDigests,
    authorisation: loginDigests,
    jwks: z.array(base64url32Schema),
    metadata: z.array(base64url32Schema),
    statement: base64url32Schema,
    certificates: z.array(base64url32Schema),
  }),
})

/** See {@link redactedEvidenceSchema}. */
export type RedactedEvidence = z.infer<typeof redactedEvidenceSchema>

const digestOf = (base64url: string): string => sha256(fromBase64url(base64url) ?? new Uint8Array())

/**
 * The form that is given out by default: what happened, with hashes in place of whatever is personal or could be used
 * to log in. It must be sealed anew. It proves our seal, not the provider's signature, and says so in `notice`.
 *
 * @example const redacted = await sealEvidence(redactEvidence(record), seal)
 */
export const redactEvidence = (record: EvidenceRecord): RedactedEvidence => {
  const {
    manifest,
    certificateChain,
    verifiedAt: _v,
    salts: _s,
    name: _n,
    circumstances: _c,
    type: _t,
    ...common
  } = record
  const login = ({ commitment, idToken }: EvidenceRecord['manifest']['identification']) => ({
    commitment: digestOf(commitment),
    idToken: sha256Text(idToken),
  })
  return {
    ...common,
    type: 'waarmerk/redacted-evidence/1',
    notice,
    digests: {
      manifest: sha256(manifestBytes(manifest)),
      identification: login(manifest.identification),
      authorisation: login(manifest.authorisation),
      jwks: manifest.jwks.map(({ body }) => digestOf(body)),
      metadata: manifest.metadata.map(({ body }) => digestOf(body)),
      statement: digestOf(manifest.statement),
      certificates: certificateChain.map(digestOf),
    },
  }
}
