import type { PersonName } from './subject/person-name.ts'
import type { SubjectIdentifier } from './subject/subject-identifier.ts'

/** Who may act for someone else by law (BW 1): each covers other matters, which the service must check. */
export type LegalRole = 'parent' | 'guardian' | 'curator' | 'bewindvoerder' | 'mentor'

/** On what ground one party acts for another, without chains. */
export type DirectMandate =
  /** DigiD Machtigen: given freely, and only for one service. */
  | { readonly kind: 'voluntary'; readonly service: string }
  | { readonly kind: 'law'; readonly role: LegalRole }
  /** For a company: `joint` means that more than one representative must sign. */
  | { readonly kind: 'company'; readonly authority: 'alone' | 'joint' }

/** On what ground the actor acts. */
export type Mandate =
  | { readonly kind: 'self' }
  | DirectMandate
  /** eHerkenning ketenmachtiging: from the represented party, through intermediaries, to the actor. */
  | { readonly kind: 'chain'; readonly links: readonly { party: SubjectIdentifier; mandate: DirectMandate }[] }

/**
 * What every provider's claims are turned into. The *actor* is the natural person who logged in, and the only one
 * who can sign; `represented` is for whom.
 */
export type NormalisedIdentity = {
  readonly actor: { readonly identifier: SubjectIdentifier; readonly name?: PersonName }
  readonly represented: SubjectIdentifier | null
  readonly mandate: Mandate
}

/** The ground of representation as one word, as commitments hold it. */
export type MandateKind = Mandate['kind']
