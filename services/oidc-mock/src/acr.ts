/** Where a person's means of identification comes from. */
export type Source = 'digid' | 'eidas'

interface AcrEntry {
  readonly source: Source
  /** Order within one source; ranks of two sources are never compared. */
  readonly rank: number
}

const digid = 'urn:oasis:names:tc:SAML:2.0:ac:classes:'
const eidas = 'http://eidas.europa.eu/LoA/'

/**
 * Authentication context class references this OP knows, with their order: the four levels of
 * DigiD and the three of Regulation (EU) 910/2014 article 8(2).
 */
export const acrTable: ReadonlyMap<string, AcrEntry> = new Map([
  [`${digid}PasswordProtectedTransport`, { source: 'digid', rank: 1 }],
  [`${digid}MobileTwoFactorContract`, { source: 'digid', rank: 2 }],
  [`${digid}Smartcard`, { source: 'digid', rank: 3 }],
  [`${digid}SmartcardPKI`, { source: 'digid', rank: 4 }],
  [`${eidas}low`, { source: 'eidas', rank: 1 }],
  [`${eidas}substantial`, { source: 'eidas', rank: 2 }],
  [`${eidas}high`, { source: 'eidas', rank: 3 }],
])

/**
 * Whether somebody who logs in with `own` satisfies one of the `asked` values: the same source and
 * at least the same rank (NL GOV OIDC: at least the level requested). Unknown values satisfy nothing.
 */
export function reachesAcr(own: string, asked: readonly string[]): boolean {
  const ours = acrTable.get(own)
  return asked.some((value) => {
    const theirs = acrTable.get(value)
    return ours !== undefined && theirs?.source === ours.source && ours.rank >= theirs.rank
  })
}
