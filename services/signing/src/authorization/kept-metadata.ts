import type { ProviderMetadata } from './provider-metadata.ts'

/** A response of the provider in the form in which it is kept: the body as received, base64url. */
interface KeptResponse {
  readonly url: string
  readonly body: string
}

/** What a provider published when a token of it was verified. */
export interface KeptMetadata {
  readonly metadata: KeptResponse
  readonly jwks: KeptResponse
}

const keep = ({ url, body }: { url: string; body: Uint8Array }): KeptResponse => ({
  url,
  body: Buffer.from(body).toString('base64url'),
})

export const keepMetadata = ({ raw }: ProviderMetadata): KeptMetadata => ({
  metadata: keep(raw.metadata),
  jwks: keep(raw.jwks),
})

/** The same with bodies as bytes; equal responses once. */
export const restoreResponses = (kept: readonly KeptResponse[]): { url: string; body: Uint8Array }[] => {
  const distinct = new Map(kept.map((response) => [`${response.url}\0${response.body}`, response]))
  return [...distinct.values()].map(({ url, body }) => ({ url, body: new Uint8Array(Buffer.from(body, 'base64url')) }))
}
