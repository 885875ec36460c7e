import { identityProviderProfileSchema } from '@waarmerk/identity-assurance'
import { z } from 'zod'
import { EvidenceError } from '../evidence-error.ts'
import { base64urlSchema, toBase64url } from '../hash/base64url.ts'
import { sha256 } from '../hash/sha256.ts'
import { canonicalBytes } from '../json/canonical-json.ts'
import { issuePaths } from '../json/issue-paths.ts'
import { limits } from '../tolerances.ts'

const compactJws = z
  .string()
  .max(limits.idToken)
  .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/)

const commitmentBytes = base64urlSchema(limits.commitment)

const login = z.strictObject({ commitment: commitmentBytes, idToken: compactJws })

const fetched = (maxBytes: number) => z.strictObject({ url: z.url().max(2000), body: base64urlSchema(maxBytes) })

const parameters = z
  .record(z.string().min(1).max(100), z.string().max(limits.idToken))
  .refine((all) => Object.keys(all).length <= 50)

/**
 * What the certificate, and with it the signature's time stamp, vouches for: both logins and everything needed to read
 * them (signing protocol, step 8). It holds no certificate, signature or time stamp, so that nothing is circular.
 */
export const evidenceManifestSchema = z.strictObject({
  v: z.literal(1),
  identification: login,
  authorisation: login.extend({ userinfo: compactJws.optional() }),
  /** The issuer's key sets as fetched: the bytes of each response. */
  jwks: z.array(fetched(limits.jwks)).min(1).max(4),
  /** The issuer's metadata as fetched. */
  metadata: z.array(fetched(limits.metadata)).min(1).max(4),
  /** The UTF-8 of the exact sentence that was agreed to. */
  statement: base64urlSchema(limits.statement),
  requestParameters: z.strictObject({
    /** The profile by which the provider was asked and its claims were read. */
    profile: identityProviderProfileSchema,
    /** The authorization requests as pushed or sent, without client authentication. */
    identification: parameters,
    authorisation: parameters,
  }),
})

/** See {@link evidenceManifestSchema}. Byte strings are base64url; tokens stay the ASCII they are. */
export type EvidenceManifest = z.infer<typeof evidenceManifestSchema>

type FetchedBytes = { readonly url: string; readonly body: Uint8Array }

/** What an {@link EvidenceManifest} is made of, with bytes as bytes. */
export type EvidenceManifestParts = {
  readonly identification: { readonly commitment: Uint8Array; readonly idToken: string }
  readonly authorisation: {
    readonly commitment: Uint8Array
    readonly idToken: string
    readonly userinfo?: string | undefined
  }
  readonly jwks: readonly FetchedBytes[]
  readonly metadata: readonly FetchedBytes[]
  /** The statement's exact text. */
  readonly statement: string
  readonly requestParameters: EvidenceManifest['requestParameters']
}

const encode = ({ url, body }: FetchedBytes) => ({ url, body: toBase64url(body) })

/** The bytes of a manifest (RFC 8785), whose SHA-256 stands in the certificate. */
export const manifestBytes = (manifest: EvidenceManifest): Uint8Array => canonicalBytes(manifest)

/**
 * Puts together the evidence manifest of one authorisation.
 *
 * @returns `sha256` (base64url) goes into the certificate's authentication context; `manifest` into the evidence record
 * @throws EvidenceError `ERR_EVIDENCE_INVALID`, naming the members at fault
 *
 * @example
 * const { manifest, sha256 } = evidenceManifest({ identification, authorisation, jwks, metadata, statement, requestParameters })
 */
export const evidenceManifest = (
  parts: EvidenceManifestParts,
): { readonly manifest: EvidenceManifest; readonly bytes: Uint8Array; readonly sha256: string } => {
  const result = evidenceManifestSchema.safeParse({
    v: 1,
    identification: { ...parts.identification, commitment: toBase64url(parts.identification.commitment) },
    authorisation: { ...parts.authorisation, commitment: toBase64url(parts.authorisation.commitment) },
    jwks: parts.jwks.map(encode),
    metadata: parts.metadata.map(encode),
    statement: toBase64url(new TextEncoder().encode(parts.statement)),
    requestParameters: parts.requestParameters,
  })
  if (!result.success) {
    throw new EvidenceError('ERR_EVIDENCE_INVALID', `not an evidence manifest (${issuePaths(result.error)})`)
  }
  const bytes = manifestBytes(result.data)
  return { manifest: result.data, bytes, sha256: sha256(bytes) }
}
