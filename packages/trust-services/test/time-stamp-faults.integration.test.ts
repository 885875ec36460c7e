import { createHash, randomBytes } from 'node:crypto'
import { afterAll, afterEach, expect, test } from '@jest/globals'
import { verifyTimestampToken } from '@waarmerk/cms'
import type { FaultName } from '@waarmerk/qtsp-mock'
import { createRfc3161Client, firstAvailable, nodeFetch, type TsaErrorCode } from '../src/index.ts'
import { startProvider } from './provider.ts'

const provider = await startProvider()
const { mock, root } = provider
afterEach(() => mock.setFault(null))
afterAll(() => provider.close())

const messageImprint = createHash('sha256').update('data').digest()
const trustAnchors = [root]
const client = (url: string, timeoutMs = 5000) =>
  createRfc3161Client({ url, fetch: nodeFetch, trustAnchors, timeoutMs, maxBytes: 65_536, randomBytes })

test('the double stamps, by the light transport', async () => {
  const token = await client(mock.timestampUrl).timestamp(messageImprint)
  expect((await verifyTimestampToken({ token, messageImprint, trustAnchors })).trusted).toBe(true)
})

const faults: readonly (readonly [FaultName, TsaErrorCode])[] = [
  ['rejection', 'ERR_TSA_REJECTED'],
  ['wrong-nonce', 'ERR_TSA_NONCE_MISMATCH'],
  ['missing-nonce', 'ERR_TSA_NONCE_MISMATCH'],
  ['wrong-imprint', 'ERR_TSA_IMPRINT_MISMATCH'],
  ['bad-signature', 'ERR_TSA_TOKEN_INVALID'],
  ['wrong-eku', 'ERR_TSA_TOKEN_INVALID'],
  ['eku-not-critical', 'ERR_TSA_TOKEN_INVALID'],
  ['second-eku', 'ERR_TSA_TOKEN_INVALID'],
  ['other-ca', 'ERR_TSA_UNTRUSTED'],
  ['wrong-ess-certificate', 'ERR_TSA_TOKEN_INVALID'],
  ['missing-certificate', 'ERR_TSA_TOKEN_INVALID'],
  ['gen-time-past', 'ERR_TSA_CLOCK'],
  ['gen-time-future', 'ERR_TSA_CLOCK'],
  ['http-500', 'ERR_TSA_HTTP_STATUS'],
  ['http-503', 'ERR_TSA_HTTP_STATUS'],
  ['slow', 'ERR_TSA_TIMEOUT'],
  ['huge-body', 'ERR_TSA_TOO_LARGE'],
  ['truncated', 'ERR_TSA_MALFORMED'],
  ['wrong-content-type', 'ERR_TSA_CONTENT_TYPE'],
  ['connection-reset', 'ERR_TSA_DOWN'],
  ['redirect', 'ERR_TSA_REDIRECT'],
]
test.each(faults)('%s is refused with %s, and the second authority is asked', async (fault, code) => {
  mock.setFault(fault)
  const first = client(mock.timestampUrl, fault === 'slow' ? 200 : 5000)
  await expect(first.timestamp(messageImprint)).rejects.toMatchObject({ code, kind: 'upstream' })
  const token = await firstAvailable([first, client(mock.secondTimestampUrl)]).timestamp(messageImprint)
  expect((await verifyTimestampToken({ token, messageImprint, trustAnchors })).trusted).toBe(true)
})
