import { afterEach, expect, test } from '@jest/globals'
import { createCertificateAuthority } from '@waarmerk/key-providers'
import { toPem } from '@waarmerk/pki'
import { type House, openHouse } from './house.ts'
import { authorise, readyToSign } from './journey.ts'
import { snapshot } from './snapshot.ts'

let house: House
afterEach(() => house.close())

test('a signature that our own check does not trust is not released', async () => {
  const stranger = await createCertificateAuthority({
    organisation: 'TEST – niet rechtsgeldig',
    commonName: 'Somebody else’s CA',
    notBefore: new Date(Date.now() - 86_400_000),
    notAfter: new Date(Date.now() + 86_400_000),
  })
  house = await openHouse({ configure: (config) => ({ ...config, signerTrustAnchors: toPem(stranger.certificate) }) })
  const ready = await readyToSign(house)
  const before = await snapshot(house)
  await expect(authorise(house, ready)).resolves.toMatchObject({
    status: 200,
    body: { status: 'failed', failure: { code: 'ERR_SELF_CHECK', kind: 'defect' }, receipt: null },
  })
  const after = await snapshot(house)
  expect(after.left).toEqual(before.left)
  expect(after.events).toBe(before.events + 1)
  const row = await house.db
    .selectFrom('signing_transaction')
    .select(['status', 'wrapped_key'])
    .where('id', '=', ready.transaction.id)
    .executeTakeFirstOrThrow()
  expect(row).toEqual({ status: 'failed', wrapped_key: null })
})
