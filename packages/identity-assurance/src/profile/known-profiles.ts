import type { IdentityProviderProfile } from './identity-provider-profile.ts'

/**
 * DigiD through an OIDC broker: plain or sector-coded BSN, level as a SAML class or an eIDAS URI (brokers of the TVS
 * use the latter). `issuerOperator` and `reauthenticationTested` start careful: whoever configures a broker says
 * otherwise after having looked.
 */
export const digidProfile: IdentityProviderProfile = {
  id: 'digid',
  label: { nl: 'DigiD', en: 'DigiD' },
  issuerOperator: 'own',
  actor: [{ path: ['bsn'], type: 'bsn', sectorCode: 'optional' }],
  representation: { kind: 'none' },
  acr: { vocabularies: ['digid', 'eidas'], request: 'essential-acr' },
  scopes: ['openid'],
  name: { source: 'op', given: ['given_name'], family: ['family_name'] },
  crossClientIdentifier: ['bsn'],
  reauthenticationTested: false,
  publicTaskOnly: true,
  errorTexts: 'digid',
}

/**
 * A European login through the eIDAS node: a pseudonym in a claim of its own, no BSN (eToegang 1.12). The pseudonym is
 * made per service provider, so every client of that provider sees the same one.
 */
export const eidasProfile: IdentityProviderProfile = {
  id: 'eidas',
  label: { nl: 'een Europees inlogmiddel', en: 'a European login' },
  issuerOperator: 'own',
  actor: [{ path: ['urn:etoegang:1.12:EntityConcernedID:PseudoID'], type: 'opaque', sectorCode: 'refused' }],
  representation: { kind: 'none' },
  acr: { vocabularies: ['eidas'], request: 'essential-acr' },
  scopes: ['openid'],
  name: { source: 'op', given: ['given_name'], family: ['family_name'] },
  crossClientIdentifier: ['urn:etoegang:1.12:EntityConcernedID:PseudoID'],
  reauthenticationTested: false,
  publicTaskOnly: false,
  errorTexts: 'eidas',
}
