import { calculateJwkThumbprint, type JWK } from 'jose'
import { recordEvent } from '../audit/record-event.ts'
import type { Trx } from '../database/schema.ts'
import type { ProviderMetadata } from './provider-metadata.ts'

/** A key never seen before at this issuer raises one event (protocol step 7). */
export const rememberIssuerKeys = async (trx: Trx, issuer: string, { jwks }: ProviderMetadata): Promise<void> => {
  for (const jwk of jwks.keys) {
    const thumbprint = await calculateJwkThumbprint(jwk as JWK)
    const added = await trx
      .insertInto('issuer_key')
      .values({ issuer, thumbprint, kid: typeof jwk['kid'] === 'string' ? jwk['kid'] : '' })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (added.numInsertedOrUpdatedRows === 1n) await recordEvent(trx, { type: 'issuer.key-first-seen' })
  }
}
