import type { Source } from './acr.ts'

/** A test person. Nobody here exists. */
export interface Persona {
  /** Short name, used in `login_hint=persona:<id>` and as the button's value. */
  readonly id: string
  readonly source: Source
  /** What the button says about the means of identification. */
  readonly means: string
  /** The `acr` this person always answers with; it is also the highest they can reach. */
  readonly acr: string
  readonly givenName: string
  readonly familyName: string
  /** The claim that identifies the person to the relying party, and its value. */
  readonly identifier: { readonly claim: string; readonly value: string }
}

/** Claim with the 9 digits of a citizen service number, as a string (leading zeros count). */
export const bsnClaim = 'bsn'
/** Claim with the opaque identifier of a natural person who came in through eIDAS (eTD 1.12). */
export const pseudoIdClaim = 'urn:etoegang:1.12:EntityConcernedID:PseudoID'

const digidAcr = 'urn:oasis:names:tc:SAML:2.0:ac:classes:'

/**
 * The five people who can log in. Their BSNs come from the published test range (9999…), which is
 * never given out.
 */
export const personas: readonly Persona[] = [
  {
    id: 'anna',
    source: 'digid',
    means: 'DigiD Substantieel',
    acr: `${digidAcr}Smartcard`,
    givenName: 'Anna',
    familyName: 'de Vries',
    identifier: { claim: bsnClaim, value: '999994669' },
  },
  {
    id: 'daan',
    source: 'digid',
    means: 'DigiD Substantieel',
    acr: `${digidAcr}Smartcard`,
    givenName: 'Daan',
    familyName: 'Bakker',
    identifier: { claim: bsnClaim, value: '999992740' },
  },
  {
    id: 'bram',
    source: 'digid',
    means: 'DigiD Midden',
    acr: `${digidAcr}MobileTwoFactorContract`,
    givenName: 'Bram',
    familyName: 'Jansen',
    identifier: { claim: bsnClaim, value: '999993276' },
  },
  {
    id: 'fatima',
    source: 'digid',
    means: 'DigiD Hoog',
    acr: `${digidAcr}SmartcardPKI`,
    givenName: "Fātima-Zahrā' Ŷasmîne",
    familyName: 'van der Meûlen-El Ḥaddādī Benčekroûn-Łukaszewska',
    identifier: { claim: bsnClaim, value: '999991176' },
  },
  {
    id: 'elena',
    source: 'eidas',
    means: 'eIDAS Substantieel (Spanje)',
    acr: 'http://eidas.europa.eu/LoA/substantial',
    givenName: 'Elena',
    familyName: 'García Muñoz',
    identifier: { claim: pseudoIdClaim, value: '9C1F4E7A2D5B8063F1E2D3C4B5A69788@1A2B3C4D5E6F7081' },
  },
]
