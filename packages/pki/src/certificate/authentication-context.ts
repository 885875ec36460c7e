import { childrenOf, readDer } from '../der/der-reader.ts'
import { textOf } from '../der/der-values.ts'
import { sequence, utf8String } from '../der/der-writer.ts'
import { oids } from '../oids.ts'
import { PkiError } from '../pki-error.ts'
import type { Certificate } from './certificate.ts'

/**
 * RFC 7773 §3.1: says how our contextInfo is to be read, namely as the JSON of an {@link AuthenticationContext}
 * with `v: 1`, canonical by RFC 8785. A UUID, because it must be nobody else's for ever.
 */
export const authenticationContextType = 'urn:uuid:5c8f9a52-60f7-4e0e-9a2b-1d6f1c7e4b93'

/** How the subject of a one-time certificate authenticated: all hashes, nothing about the person. */
export interface AuthenticationContext {
  /** SHA-256 of the signing commitment, base64url: the nonce of the ID token. */
  readonly commitment: string
  /** Issuer identifier of the OpenID Provider; at most 512 characters. */
  readonly issuer: string
  /** Authentication context class reference, as that provider stated it; at most 512 characters. */
  readonly acr: string
  /** SHA-256 of the evidence manifest, base64url. */
  readonly manifest: string
}

const sha256Base64url = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/
const mostCharacters = 4096
const longestText = 512

/** The value of the extension AuthenticationContexts (RFC 7773 §3) with ours as its only context: DER. Never throws. */
export function authenticationContexts(context: AuthenticationContext): Uint8Array {
  if (!isContext({ ...context, v: 1 })) {
    throw new PkiError('ERR_PKI_AUTHENTICATION_CONTEXT_INVALID', 'an authentication context needs two hashes and texts')
  }
  return sequence(sequence(utf8String(authenticationContextType), utf8String(canonical(context))))
}

// RFC 8785 for an object whose members are these: sorted names, strings as JSON.stringify writes them.
const canonical = ({ acr, commitment, issuer, manifest }: AuthenticationContext): string =>
  JSON.stringify({ acr, commitment, issuer, manifest, v: 1 })

/**
 * How the subject authenticated, as the certificate states it. Trust it as far as the certificate's issuer.
 *
 * @returns undefined when the certificate has no context of ours
 * @throws PkiError `ERR_PKI_AUTHENTICATION_CONTEXT_INVALID` when it has one that is damaged, or two
 */
export function readAuthenticationContext(certificate: Certificate): AuthenticationContext | undefined {
  const value = certificate.extensions.get(oids.authenticationContexts)
  if (value === undefined) return undefined
  try {
    const contexts = childrenOf(readDer(value), 0x30).map((element) => childrenOf(element, 0x30).map(textOf))
    const ours = contexts.filter(([type]) => type === authenticationContextType)
    if (ours.length > 1) throw new TypeError('two contexts')
    return ours[0] && parseContext(ours[0][1] ?? '')
  } catch (cause) {
    throw new PkiError('ERR_PKI_AUTHENTICATION_CONTEXT_INVALID', 'a damaged authentication context', { cause })
  }
}

function parseContext(json: string): AuthenticationContext {
  const value: unknown = json.length > mostCharacters ? undefined : JSON.parse(json)
  if (!isContext(value)) throw new TypeError('not a context of version 1')
  const { acr, commitment, issuer, manifest } = value
  // Also refuses further and duplicate members.
  if (canonical(value) !== json) throw new TypeError('not canonical')
  return { commitment, issuer, acr, manifest }
}

function isContext(value: unknown): value is AuthenticationContext & { readonly v: 1 } {
  const { commitment, issuer, acr, manifest, v } = (value ?? {}) as Record<string, unknown>
  const hashes = [commitment, manifest].every((hash) => typeof hash === 'string' && sha256Base64url.test(hash))
  const texts = [issuer, acr].every((text) => typeof text === 'string' && text.length > 0 && text.length <= longestText)
  return v === 1 && hashes && texts
}
