import type { AssuranceWorth } from './assurance-level.ts'

/** One scheme's words for levels of assurance: exact `acr` value → worth. */
export type AcrVocabulary = ReadonlyMap<string, AssuranceWorth>

const saml = 'urn:oasis:names:tc:SAML:2.0:ac:classes'
const etoegang = 'urn:etoegang:core:assurance-class'
const eidas = 'http://eidas.europa.eu/LoA'

/**
 * The vocabularies we know. A value that is in none of a profile's vocabularies is refused; nothing is ever taken
 * for "low" because it is unknown.
 *
 * - `digid`: the SAML classes that DigiD uses for Basis, Midden, Substantieel and Hoog. Basis has no second factor
 *   and is below `low` here: sources disagree, the careful reading wins.
 * - `eherkenning`: eH1 (ended 1-7-2021) is worth nothing.
 * - `eidas`: the URIs of the eIDAS SAML attribute profile §3.2, which NL GOV OIDC cites; brokers of the TVS use them
 *   for DigiD too.
 */
export const acrVocabularies = {
  digid: new Map<string, AssuranceWorth>([
    [`${saml}:PasswordProtectedTransport`, 'none'],
    [`${saml}:MobileTwoFactorContract`, 'low'],
    [`${saml}:Smartcard`, 'substantial'],
    [`${saml}:SmartcardPKI`, 'high'],
  ]),
  eherkenning: new Map<string, AssuranceWorth>([
    [`${etoegang}:loa1`, 'none'],
    [`${etoegang}:loa2`, 'low'],
    [`${etoegang}:loa2plus`, 'low'],
    [`${etoegang}:loa3`, 'substantial'],
    [`${etoegang}:loa4`, 'high'],
  ]),
  eidas: new Map<string, AssuranceWorth>([
    [`${eidas}/low`, 'low'],
    [`${eidas}/substantial`, 'substantial'],
    [`${eidas}/high`, 'high'],
  ]),
} as const satisfies Record<string, AcrVocabulary>

/** The name of a vocabulary, as identity-provider profiles cite it. */
export type AcrVocabularyName = keyof typeof acrVocabularies

/** Every vocabulary's name. */
export const acrVocabularyNames = Object.keys(acrVocabularies) as readonly AcrVocabularyName[]
