import { type Certificate, PkiError, parseCertificate, validatePath } from '@waarmerk/pki'
import { calculateJwkThumbprint } from 'jose'
import { fromBase64url } from '../../hash/base64url.ts'
import { type ParsedJwk, type ParsedJwks, parseJwksBytes } from '../../id-token/jwks.ts'
import { parseStrictJson } from '../../json/strict-json.ts'
import type { EvidenceManifest } from '../../manifest/evidence-manifest.ts'
import { limits } from '../../tolerances.ts'
import { demand } from '../demand.ts'
import { keyThumbprint } from './key-thumbprint.ts'

const bytesOf = (base64url: string): Uint8Array => fromBase64url(base64url) ?? new Uint8Array()

/** What makes a key this key (RFC 7638); of a kind nobody here knows, all its members. */
const identityOf = (key: ParsedJwk): Promise<string> =>
  calculateJwkThumbprint(key).catch(() => JSON.stringify(Object.entries(key).sort()))

/**
 * The metadata kept are the issuer's, and name the place where the keys kept were fetched (OIDC Discovery §4.3).
 *
 * @throws EvidenceError `ERR_VERIFY_METADATA` · `ERR_JSON_*`
 */
export const requireMetadata = ({ metadata, jwks }: EvidenceManifest, issuer: string): void => {
  const documents = metadata.map(({ body }) => parseStrictJson(bytesOf(body), limits.metadata) as unknown)
  const fits = documents.every((document) => {
    const { issuer: stated, jwks_uri: uri } = (document ?? {}) as Record<string, unknown>
    return stated === issuer && jwks.every(({ url }) => url === uri)
  })
  demand(fits, 'ERR_VERIFY_METADATA', "the metadata are not the issuer's, or name other keys")
}

/**
 * A `kid` that both the verifier's key set and the one recorded at the time know is one and the same key.
 *
 * @throws EvidenceError `ERR_VERIFY_JWKS` · `ERR_JWKS_*` · `ERR_JSON_*`
 */
export const requireSameKeys = async ({ jwks }: EvidenceManifest, given: ParsedJwks): Promise<void> => {
  const recorded = jwks.flatMap(({ body }) => parseJwksBytes(bytesOf(body)).keys)
  for (const key of given.keys) {
    const others = recorded.filter(({ kid }) => kid !== undefined && kid === key.kid)
    const prints = await Promise.all([key, ...others].map(identityOf))
    const same = others.length === 0 || new Set(prints).size === 1
    demand(same, 'ERR_VERIFY_JWKS', 'the key set given differs from the one that was recorded')
  }
}

const certifies = (x5c: readonly string[], trustAnchors: readonly Certificate[], at: Date): Certificate | undefined => {
  try {
    const [certificate, ...intermediates] = x5c.map((text) => parseCertificate(Buffer.from(text, 'base64')))
    if (certificate) validatePath({ certificate, intermediates, trustAnchors, at })
    return certificate
  } catch (cause) {
    if (cause instanceof PkiError) return undefined
    throw cause
  }
}

/** Does a certificate chain in the given key set (`x5c`, RFC 7517 §4.7) lead from this key to a trust anchor? */
export const isCertified = async (
  key: ParsedJwk | undefined,
  trustAnchors: readonly Certificate[] | undefined,
  at: Date,
): Promise<boolean> => {
  if (!key?.x5c || !trustAnchors) return false
  const certificate = certifies(key.x5c, trustAnchors, at)
  if (!certificate) return false
  return (await keyThumbprint(certificate)) === (await identityOf(key))
}
