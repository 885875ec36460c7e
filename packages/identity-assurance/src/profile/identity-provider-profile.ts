import { z } from 'zod'
import { type AcrVocabularyName, acrVocabularyNames } from '../acr-vocabulary.ts'
import { IdentityError } from '../identity-error.ts'
import { subjectIdentifierTypes } from '../subject/subject-identifier.ts'

// Claim names contain ':' and '.', so a path is an array of member names, never a dotted string.
const claimPath = z.array(z.string().min(1).max(200)).min(1).max(5)

// Claims about the token (RFC 7519 §4.1, OIDC Core §2) say nothing of a person: read as one, all people would be one.
const claimsOfTheToken = [
  'iss',
  'aud',
  'azp',
  'exp',
  'nbf',
  'iat',
  'jti',
  'nonce',
  'acr',
  'amr',
  'auth_time',
  'at_hash',
]

const personPath = claimPath.refine(([first = '']) => !claimsOfTheToken.includes(first), 'a claim about the token')

const identifierClaim = z.strictObject({
  path: personPath,
  type: z.enum(subjectIdentifierTypes),
  /** `s00000000:` (BSN) before the number: `refused`, `optional` or `required`. Any other code aborts the login. */
  sectorCode: z.enum(['refused', 'optional', 'required']),
})

const representation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('voluntary'),
    represented: z.array(identifierClaim).min(1).max(5),
    service: claimPath,
  }),
])

const names = acrVocabularyNames as readonly [AcrVocabularyName, ...AcrVocabularyName[]]

/** An identity provider as data: how to ask it, and how to read what it answers. Plain JSON; kept in the evidence. */
export const identityProviderProfileSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
    label: z.strictObject({ nl: z.string().min(1).max(60), en: z.string().min(1).max(60) }),
    /** Who operates the issuer of the tokens: evidence tells, because an own broker is not a third party. */
    issuerOperator: z.enum(['third-party', 'own']),
    /** Where the natural person who logged in stands; exactly one of these claims must be there. */
    actor: z.array(identifierClaim).min(1).max(5),
    representation,
    acr: z.strictObject({
      vocabularies: z.array(z.enum(names)).min(1),
      /** How the level is asked for. Some brokers use `acr_values` to choose the source, so it is not a default. */
      request: z.enum(['essential-acr', 'acr_values', 'none']),
    }),
    scopes: z.array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/)).min(1),
    /** Where the name comes from: the token (`op`), the population register (`brp`) or the person (`self`). */
    name: z.discriminatedUnion('source', [
      z.strictObject({ source: z.literal('op'), given: personPath, family: personPath }),
      z.strictObject({ source: z.enum(['brp', 'self']) }),
    ]),
    /** The actor claim that has the same value for every client of the issuer; without it, opaque and bearer
     *  constraints cannot be served. */
    crossClientIdentifier: claimPath.nullable(),
    /** Was `prompt=login` tested to force re-authentication at the real source? Untested is never `advanced`. */
    reauthenticationTested: z.boolean(),
    /** DigiD: public tasks only. */
    publicTaskOnly: z.boolean(),
    /** Key of the texts that pages show when this provider fails. */
    errorTexts: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
  })
  .refine((profile) => profile.scopes.includes('openid'), 'scopes must contain openid (OIDC Core §3.1.2.1)')
  .refine(
    ({ crossClientIdentifier, actor }) =>
      crossClientIdentifier === null ||
      actor.some(({ path }) => JSON.stringify(path) === JSON.stringify(crossClientIdentifier)),
    'crossClientIdentifier must be one of the actor claims',
  )

/** See {@link identityProviderProfileSchema}. */
export type IdentityProviderProfile = z.infer<typeof identityProviderProfileSchema>

/** Where one identifier is found among the claims. */
export type IdentifierClaim = z.infer<typeof identifierClaim>

/**
 * Reads a profile from configuration or evidence.
 *
 * @throws IdentityError `ERR_PROFILE_INVALID`, naming the members at fault
 */
export const parseIdentityProviderProfile = (value: unknown): IdentityProviderProfile => {
  const result = identityProviderProfileSchema.safeParse(value)
  if (result.success) return result.data
  const faults = result.error.issues.map((issue) => `${issue.path.join('.') || '(whole)'}: ${issue.code}`)
  throw new IdentityError('ERR_PROFILE_INVALID', `not an identity-provider profile (${faults.join('; ')})`)
}
