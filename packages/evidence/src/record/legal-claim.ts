import { type AssuranceLevel, type IdentityProviderProfile, meetsAssurance } from '@waarmerk/identity-assurance'
import { z } from 'zod'

/** What must all hold before a signature of the operator's own CA may be called advanced (signing protocol). */
export const advancedConditions = [
  'named-constraint',
  'assurance-substantial',
  'authoritative-name',
  'tested-reauthentication',
  'third-party-issuer',
  'hardware-ca-key',
] as const

/** One condition for `advanced`. */
export type AdvancedCondition = (typeof advancedConditions)[number]

// In a test environment the operator's own conditions are waived, and everything is marked TEST.
const waivable: readonly AdvancedCondition[] = ['third-party-issuer', 'hardware-ca-key']

/** What a signature may be called: never more than this. */
export const legalClaimSchema = z.strictObject({
  kind: z.literal('signature'),
  level: z.enum(['simple', 'advanced']),
  /** Conditions for `advanced` that do not hold; empty exactly when the level is `advanced`. */
  unmet: z.array(z.enum(advancedConditions)),
  /** Conditions that do not hold but do not count, because this is a test. */
  waived: z.array(z.enum(advancedConditions)),
})

/** See {@link legalClaimSchema}. */
export type LegalClaim = z.infer<typeof legalClaimSchema>

/** What {@link legalClaim} looks at. */
export type SigningCircumstances = {
  /** Was the signer named beforehand (BSN, KVK with representation, identifier), and not merely the bearer of a link? */
  readonly namedConstraint: boolean
  /** Is the CA's key in an HSM? */
  readonly hardwareCaKey: boolean
  /** The level that was reached. */
  readonly assurance: AssuranceLevel
  readonly nameSource: 'op' | 'brp' | 'self'
  readonly profile: Pick<IdentityProviderProfile, 'reauthenticationTested' | 'issuerOperator'>
  /** Is this a test environment? */
  readonly test: boolean
}

/**
 * What the signature may be called, by the table "What we call it" of the signing protocol. `advanced` is argued
 * (eIDAS art. 26), not certified; a condition unmet makes it `simple`, and the evidence lists which.
 *
 * @example legalClaim({ …, nameSource: 'self' }) // { kind: 'signature', level: 'simple', unmet: ['authoritative-name'], … }
 */
export const legalClaim = (circumstances: SigningCircumstances): LegalClaim => {
  const { profile } = circumstances
  const holds: Record<AdvancedCondition, boolean> = {
    'named-constraint': circumstances.namedConstraint,
    'assurance-substantial': meetsAssurance(circumstances.assurance, 'substantial'),
    'authoritative-name': circumstances.nameSource !== 'self',
    'tested-reauthentication': profile.reauthenticationTested,
    'third-party-issuer': profile.issuerOperator === 'third-party',
    'hardware-ca-key': circumstances.hardwareCaKey,
  }
  const failing = advancedConditions.filter((condition) => !holds[condition])
  const waived = circumstances.test ? failing.filter((condition) => waivable.includes(condition)) : []
  const unmet = failing.filter((condition) => !waived.includes(condition))
  return { kind: 'signature', level: unmet.length === 0 ? 'advanced' : 'simple', unmet, waived }
}
