/** Where everyone is found. */
export interface Addresses {
  /** `http://localhost:<port>`: another site than the OpenID Provider's, as in real life. */
  readonly relyingParty: string
  readonly signing: string
  /** Issuer. */
  readonly openIdProvider: string
  /** Takes RFC 3161 requests. */
  readonly timestampAuthority: string
}

/** Who the house belongs to; nobody here exists. */
export const contact = {
  name: 'Waarmerk TEST',
  email: 'test@voorbeeldstad.example',
  url: 'https://voorbeeldstad.example',
}
export const phone = '0123-456789'
export const oin = '00000001234567890000'
