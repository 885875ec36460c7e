import type { JWK } from 'jose'
import { recordEvent } from '../audit/record-event.ts'
import type { Trx } from '../database/schema.ts'
import { keyIdentity } from './key-identity.ts'
import type { ProviderMetadata } from './provider-metadata.ts'

/** A key that a provider published, as it is remembered. */
export interface PublishedKey {
  readonly thumbprint: string
  readonly kid: string
}

/** The published keys, in an order that is everybody's: two that remember them never wait for each other. */
export const publishedKeys = async ({ jwks }: ProviderMetadata): Promise<PublishedKey[]> => {
  const keys = await Promise.all(
    jwks.keys.map(async (jwk) => {
      const kid = typeof jwk['kid'] === 'string' ? jwk['kid'] : ''
      return { thumbprint: await keyIdentity(jwk as JWK), kid }
    }),
  )
  return keys.sort((a, b) => (a.thumbprint < b.thumbprint ? -1 : 1))
}

/** A key never seen before at this issuer raises one event (protocol step 7). */
export const rememberIssuerKeys = async (trx: Trx, issuer: string, keys: readonly PublishedKey[]): Promise<void> => {
  let fresh = 0
  for (const key of keys) {
    const added = await trx
      .insertInto('issuer_key')
      .values({ issuer, ...key })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (added.numInsertedOrUpdatedRows === 1n) fresh += 1
  }
  for (; fresh > 0; fresh -= 1) await recordEvent(trx, { type: 'issuer.key-first-seen' })
}
